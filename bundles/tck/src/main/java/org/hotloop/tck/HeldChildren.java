package org.hotloop.tck;

import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children that are stopped, traced or frozen, and waits that the kernel interrupts or delays. */
abstract class HeldChildren extends ExitDelivery {

  private static final int SIGINT = 2;

  HeldChildren() {}

  @ParameterizedTest
  @ValueSource(
      ints = {
        RealChildren.SIGSTOP,
        RealChildren.SIGTSTP,
        RealChildren.SIGTTIN,
        RealChildren.SIGTTOU
      })
  @DisplayName("W2 Fault 18: a child that is stopped and continued has not exited")
  void tellsNoStop(int signal) throws Exception {
    Gate gate = children.newGate();
    long pid;
    try (ForkGuard guard = watcher.enter()) {
      pid = children.spawnInItsOwnGroup(gate, 12);
      watcher.addChildHandler(pid, exits);
    }
    for (int round = 0; round < 3; round++) {
      children.signal(pid, signal);
      Conditions.await("the child stops", () -> ProcFs.isStopped(pid));
      assertAlive();
      children.signal(pid, RealChildren.SIGCONT);
      Conditions.await("the child goes on", () -> !ProcFs.isStopped(pid));
      assertAlive();
    }
    exits.assertExactly(Map.of());

    gate.open();
    exits.awaitExactly(Map.of(pid, 12));
  }

  @Test
  @DisplayName("W2 Fault 18: a child that dies while it is stopped is told")
  void tellsADeathWhileStopped() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    children.signal(pid, RealChildren.SIGSTOP);
    Conditions.await("the child stops", () -> ProcFs.isStopped(pid));
    children.signal(pid, RealChildren.SIGKILL);
    exits.awaitExactly(Map.of(pid, -RealChildren.SIGKILL));
  }

  @Test
  @DisplayName("W2 Fault 19: a dead child that a stopped tracer holds is told when it lets go")
  void tellsATracedChildAfterItsTracer() throws Exception {
    OtherJvm.assumeRuns("strace", "-o", "/dev/null", "true");
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    // Forks, and goes on in a process that is nobody's child here.
    new ProcessBuilder("setsid", "-f", "strace", "-o", "/dev/null", "-p", "" + pid)
        .redirectError(Redirect.DISCARD)
        .start();
    Conditions.await("the child is traced", () -> ProcFs.tracer(pid).isPresent());
    long tracer = ProcFs.tracer(pid).orElseThrow();
    OtherJvm.signal("STOP", tracer);
    try {
      Conditions.await("the tracer stops", () -> ProcFs.isStopped(tracer));
      children.signal(pid, RealChildren.SIGKILL);
      assertAlive();
      exits.assertExactly(Map.of());
    } finally {
      OtherJvm.signal("CONT", tracer);
    }
    exits.awaitExactly(Map.of(pid, -RealChildren.SIGKILL));
  }

  @Test
  @DisplayName("W2 Fault 20: a child that its own grandchild traces is told once, as it ended")
  void tellsAChildTracedFromItsBirth() throws Exception {
    OtherJvm.assumeRuns("strace", "-o", "/dev/null", "true");
    long pid;
    try (ForkGuard guard = watcher.enter()) {
      pid = children.spawn("/usr/bin/strace", "-o", "/dev/null", "-D", "/bin/sleep", "60");
      watcher.addChildHandler(pid, exits);
    }
    Conditions.await("the child sleeps", () -> ProcFs.command(pid).startsWith("/bin/sleep"));
    assertAlive();
    exits.assertExactly(Map.of());
    children.signal(pid, SIGINT);
    exits.awaitExactly(Map.of(pid, -SIGINT));
    assertAlive();
    exits.assertExactly(Map.of(pid, -SIGINT));
  }

  @Test
  @DisplayName("W2 Fault 26: a frozen child that is killed is told when it thaws")
  void tellsAFrozenChildWhenItThaws() throws Exception {
    Gate gate = children.newGate();
    try (Freezer freezer = Freezer.assumed()) {
      long pid = watch(gate, 0);
      freezer.freeze(pid);
      children.signal(pid, RealChildren.SIGKILL);
      assertAlive();
      exits.assertExactly(Map.of());

      freezer.thaw();
      exits.awaitExactly(Map.of(pid, -RealChildren.SIGKILL));
    }
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName("W2 Fault 10: waits that are interrupted are made again")
  void repeatsInterruptedWaits() throws Exception {
    runTraced("wait4,waitid:error=EINTR:when=1..3");
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName("W2 W4 W5 Fault 12: waits that last lose, double and mix up nothing")
  void toleratesSlowWaits() throws Exception {
    runTraced("wait4,waitid:delay_enter=20000:delay_exit=20000");
  }

  /** Runs another JVM under a tracer that tampers with its wait calls. */
  private void runTraced(String fault) throws Exception {
    standAside();
    OtherJvm.assumeRuns("strace", "-o", "/dev/null", "true");
    List<String> strace =
        List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=wait4,waitid");
    List<String> tampering = new ArrayList<>(strace);
    tampering.addAll(List.of("-e", "inject=" + fault));
    OtherJvm.run(tampering, OtherJvmPrograms.AFew.class, getClass());
  }
}
