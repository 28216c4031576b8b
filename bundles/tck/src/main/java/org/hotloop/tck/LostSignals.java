package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SIGCHLD is one for the whole process: others reset it, take it, and send too many of it. */
abstract class LostSignals extends AttachedAndDetached {

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
  @DisplayName("Fault 15: the first ProcessBuilder.start() of a JVM, exits come all the same")
  void survivesTheFirstProcess() throws Exception {
    // A watcher that waits for any child would take this JVM's own status.
    watcher.attachLoop(null);
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstProcess.class.getName(),
                getClass().getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, jvm.waitFor(), output);
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
