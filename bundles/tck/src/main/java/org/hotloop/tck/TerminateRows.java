package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hotloop.tck.SubprocessRig.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.subprocess.Subprocess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TERM, a time of grace, then KILL. */
interface TerminateRows extends SubprocessRows {

  /** Prints a line, then ignores TERM. */
  String STUBBORN = "trap '' TERM; echo ready; exec sleep 60";

  @Test
  @DisplayName("X6 a child that ignores TERM is killed after its grace")
  default void graceEndsInAKill() throws Exception {
    assertEquals(new Signaled(9, false), get(stubborn().terminate(Duration.ofMillis(50))));
  }

  @Test
  @DisplayName("X6 without any grace it is killed at once")
  default void noGrace() throws Exception {
    assertEquals(new Signaled(9, false), get(stubborn().terminate(Duration.ZERO)));
  }

  @Test
  @DisplayName("X6 a child that ends within its grace is not killed")
  default void endsWithinItsGrace() throws Exception {
    String script = "sleep 60 >/dev/null 2>&1 & trap \"kill $!; exit 4\" TERM; echo ready; wait";
    Subprocess child = ready(rig().startPiped("/bin/sh", "-c", script));
    assertEquals(new Exited(4), get(child.terminate(Duration.ofDays(100_000))));
  }

  @Test
  @DisplayName("X24 a grace below zero is refused, and no signal sent")
  default void graceBelowZero() throws Exception {
    Subprocess child = rig().startPiped("cat");
    assertThrows(IllegalArgumentException.class, () -> child.terminate(Duration.ofNanos(-1)));
    child.stdin().close();
    assertEquals(new Exited(0), get(child.waitFor()));
  }

  @Test
  @DisplayName("X18 who cancels the wait for it has not called the kill off")
  default void cancelledWaitStillKills() throws Exception {
    Subprocess child = stubborn();
    assertTrue(child.terminate(Duration.ofMillis(20)).toCompletableFuture().cancel(false));
    assertEquals(new Signaled(9, false), get(child.waitFor()));
  }

  @Test
  @DisplayName("X48 a loop that is closed within the grace kills the child itself")
  default void loopClosedWithinTheGrace() throws Exception {
    Subprocess child = stubborn();
    CompletableFuture<ExitStatus> end = child.terminate(Duration.ofHours(1)).toCompletableFuture();
    rig().settle();
    assertFalse(end.isDone());
    rig().closeLoop();
    assertThrows(EventLoopClosedException.class, () -> get(end));
    rig().letAnotherLoopReap();
    assertEquals(new Signaled(9, false), child.exitStatus().orElseThrow());
    assertThrows(EventLoopClosedException.class, () -> get(child.terminate(Duration.ZERO)));
  }

  private Subprocess stubborn() throws Exception {
    return ready(rig().startPiped("/bin/sh", "-c", STUBBORN));
  }

  private static Subprocess ready(Subprocess child) throws Exception {
    assertEquals("ready\n", new String(get(child.stdout().readLine()), UTF_8));
    return child;
  }
}
