package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.child.Exited;
import org.hotloop.subprocess.InvalidSignalException;
import org.hotloop.subprocess.ProcessGoneException;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signals to a child, and how it ends of them. */
interface SignalRows extends SubprocessRows {

  int SIGHUP = 1;
  int SIGUSR1 = 10;
  int SIGSEGV = 11;
  int REAL_TIME = 35;

  @Test
  @DisplayName("X5 kill ends it with -9")
  default void kill() throws Exception {
    assertEquals(-9, endOf(Subprocess::kill));
  }

  @Test
  @DisplayName("X6 terminate ends it with -15")
  default void terminate() throws Exception {
    assertEquals(-15, endOf(Subprocess::terminate));
  }

  @Test
  @DisplayName("X7 HUP ends it with -1, also where this JVM ignores it")
  default void hangUp() throws Exception {
    assertEquals(-1, endOf(child -> child.sendSignal(SIGHUP)));
    JdkSignal ours = new JdkSignal("HUP");
    Object before = ours.handle(JdkSignal.ignoringHandler());
    try {
      assertEquals(-1, endOf(child -> child.sendSignal(SIGHUP)));
    } finally {
      ours.handle(before);
    }
  }

  @Test
  @DisplayName("X8 SEGV ends it with -11, a real-time signal with its number")
  default void otherSignals() throws Exception {
    assertEquals(-11, endOf(child -> child.sendSignal(SIGSEGV)));
    assertEquals(-35, endOf(child -> child.sendSignal(REAL_TIME)));
  }

  @Test
  @DisplayName("X10 a child whose exit was seen takes no signal")
  default void goneChildTakesNoSignal() throws Exception {
    Subprocess child = rig().startPiped("true");
    get(child.waitFor());
    assertEquals(Optional.of(new Exited(0)), child.exitStatus());
    assertThrows(ProcessGoneException.class, child::kill);
    assertThrows(ProcessGoneException.class, child::terminate);
    assertThrows(ProcessGoneException.class, () -> child.sendSignal(SIGHUP));
    assertEquals(new Exited(0), get(child.terminate(Duration.ZERO)));
  }

  @Test
  @DisplayName("X10 nor does the next child that gets its pid")
  default void nextChildOfItsPidTakesNoSignal() throws Exception {
    PidNumbers.assumeOurs();
    Subprocess first = endedCat();
    Subprocess second = catWithPid(first.pid());
    for (int attempt = 0; second.pid() != first.pid(); attempt++) {
      assertTrue(attempt < 1000, "somebody else is always faster to take the pid");
      second.kill();
      get(second.waitFor());
      first = endedCat();
      second = catWithPid(first.pid());
    }
    assertThrows(ProcessGoneException.class, first::kill);
    assertThrows(ProcessGoneException.class, first::terminate);
    get(first.terminate(Duration.ZERO));
    second.stdin().write("alive\n".getBytes(UTF_8));
    assertEquals("alive\n", line(second));
    second.stdin().close();
    assertEquals(new Exited(0), get(second.waitFor()));
  }

  @Test
  @DisplayName("X10 a number that is no signal is refused")
  default void noSignal() throws Exception {
    Subprocess child = rig().startPiped("sleep", "60");
    for (int number : new int[] {0, -1, 65, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      InvalidSignalException refusal =
          assertThrows(InvalidSignalException.class, () -> child.sendSignal(number));
      assertEquals(number, refusal.signal());
      assertThrows(InvalidSignalException.class, () -> child.sendSignalToGroup(number));
    }
    child.kill();
    get(child.waitFor());
  }

  @Test
  @DisplayName("X18 a wait that was cancelled takes no exit along")
  default void cancelledWaitTakesNothingAlong() throws Exception {
    Subprocess child = rig().startPiped("sleep", "60");
    assertTrue(child.waitFor().toCompletableFuture().cancel(false));
    child.kill();
    assertEquals(-9, get(child.waitFor()).returncode());
  }

  @Test
  @DisplayName("X40 a signal that the child handles does not end it")
  default void handledSignal() throws Exception {
    String script =
        "trap 'echo got' USR1; echo ready; line=;"
            + " until [ -n \"$line\" ]; do read line; done; echo $line";
    Subprocess child = rig().startPiped("/bin/sh", "-c", script);
    assertEquals("ready\n", line(child));
    child.sendSignal(SIGUSR1);
    assertEquals("got\n", line(child));
    child.stdin().write("on\n".getBytes(UTF_8));
    assertEquals("on\n", line(child));
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  private Subprocess endedCat() throws Exception {
    Subprocess cat = rig().startPiped("cat");
    cat.stdin().close();
    get(cat.waitFor());
    return cat;
  }

  /** With another pid where somebody was faster, perhaps a thread of ours. */
  private Subprocess catWithPid(long pid) throws Exception {
    PidNumbers.nextIs(pid);
    return rig().startPiped("cat");
  }

  private int endOf(Consumer<Subprocess> signal) throws Exception {
    Subprocess child = rig().startPiped("sleep", "60");
    signal.accept(child);
    return get(child.waitFor()).returncode();
  }

  private static String line(Subprocess child) throws Exception {
    return new String(get(child.stdout().readLine()), UTF_8);
  }
}
