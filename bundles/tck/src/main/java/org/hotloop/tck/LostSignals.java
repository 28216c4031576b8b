package org.hotloop.tck;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** SIGCHLD is one for the whole process: others reset it, take it, and send too many of it. */
abstract class LostSignals extends GivenBack {

  LostSignals() {}

  @Test
  @DisplayName("Fault 15: another party resets SIGCHLD, exits come all the same")
  void survivesAReset() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 15);
    main.settle();
    ForeignSignals.resetSigchld();
    gate.open();
    exits.awaitExactly(Map.of(pid, 15));
    assertAlive();
  }

  @Test
  @DisplayName("Fault 15: another party takes SIGCHLD for itself, exits come all the same")
  void survivesAForeignHandler() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 15);
    main.settle();
    ForeignSignals.takeSigchld();
    gate.open();
    exits.awaitExactly(Map.of(pid, 15));
    assertAlive();
    ForeignSignals.resetSigchld();
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName("Fault 15: the first ProcessBuilder.start() of a JVM, exits come all the same")
  void survivesTheFirstProcess() throws Exception {
    standAside();
    OtherJvm.run(List.of(), OtherJvmPrograms.FirstProcess.class, getClass());
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName("Fault 16: a JVM launched with SIGCHLD ignored hears of exits all the same")
  void survivesAnIgnoredSignal() throws Exception {
    standAside();
    OtherJvm.run(List.of("env", "--ignore-signal=CHLD"), OtherJvmPrograms.AFew.class, getClass());
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName("W4 Fault 14: children that end while the JVM is stopped are told when it goes on")
  void survivesAStoppedJvm() throws Exception {
    standAside();
    try (OtherJvm jvm =
        new OtherJvm(List.of(), OtherJvmPrograms.EndingWithTheInput.class, getClass())) {
      List<Long> pids = pidsIn(jvm.awaitOutput("]"));
      OtherJvm.signal("STOP", jvm.pid());
      Conditions.await("the JVM is stopped", () -> ProcFs.isStopped(jvm.pid()));
      jvm.endInput();
      Conditions.await("its children end", () -> pids.stream().allMatch(ProcFs::hasEnded));
      OtherJvm.signal("CONT", jvm.pid());
      jvm.awaitSuccess();
    }
  }

  /** "pids [1, 2, 3]". */
  private static List<Long> pidsIn(String output) {
    String list = output.substring(output.indexOf('[') + 1, output.indexOf(']'));
    return Stream.of(list.split(", ")).map(Long::valueOf).toList();
  }

  @Test
  @DisplayName("Fault 17: a storm of SIGCHLD, the loop goes on and exits come")
  void survivesAStorm() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 17);
    try (SigchldStorm storm = new SigchldStorm()) {
      main.settle();
      gate.open();
      exits.awaitExactly(Map.of(pid, 17));
    }
    assertAlive();
  }
}
