package org.hotloop.tck;

import static org.hotloop.tck.PolicyRig.inAnotherThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.NoCurrentEventLoopException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which loop is whose. */
interface PolicyLoopRows extends PolicyRows {

  @Test
  @DisplayName("P6 the main context gets a loop where none was set, the same on repeat")
  default void makesTheMainLoop() {
    EventLoop loop = rig().closing(policy().getEventLoop());

    assertSame(loop, policy().getEventLoop());
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("P7 after null was set there is no loop, and none is made")
  default void makesNoLoopAfterNull() {
    policy().setEventLoop(null);
    assertThrows(NoCurrentEventLoopException.class, policy()::getEventLoop);

    rig().closing(policy().newEventLoop());
    assertThrows(NoCurrentEventLoopException.class, policy()::getEventLoop);
  }

  @Test
  @DisplayName("P8 another thread gets no loop unless it set one")
  default void makesNoLoopElsewhere() {
    rig().closing(policy().getEventLoop());

    assertThrows(
        NoCurrentEventLoopException.class, () -> inAnotherThread(() -> policy().getEventLoop()));
  }

  @Test
  @DisplayName("P9 a thread that sets its own loop sees it; the main context keeps its own")
  default void keepsContextsApart() throws Exception {
    EventLoop mainLoop = rig().closing(policy().getEventLoop());
    EventLoop ownLoop = rig().closing(policy().newEventLoop());
    EventLoop seen =
        inAnotherThread(
            () -> {
              policy().setEventLoop(ownLoop);
              return policy().getEventLoop();
            });

    assertSame(ownLoop, seen);
    assertSame(mainLoop, policy().getEventLoop());
  }

  @Test
  @DisplayName("P10 new loops are distinct, and nobody's current one")
  default void makesDistinctLoops() {
    EventLoop current = rig().closing(policy().getEventLoop());
    EventLoop first = rig().closing(policy().newEventLoop());
    EventLoop second = rig().closing(policy().newEventLoop());

    assertEquals(3, new HashSet<>(List.of(current, first, second)).size());
    assertSame(current, policy().getEventLoop());
  }

  @Test
  @DisplayName("P11 a loop that is replaced is not closed")
  default void closesNoReplacedLoop() {
    EventLoop first = rig().closing(policy().newEventLoop());
    EventLoop second = rig().closing(policy().newEventLoop());
    policy().setEventLoop(first);
    policy().setEventLoop(second);

    assertSame(second, policy().getEventLoop());
    assertFalse(first.isClosed());
  }

  @Test
  @DisplayName("P13 inside a running callback the loop is the running one")
  default void prefersTheRunningLoop() throws Exception {
    EventLoop current = rig().closing(policy().getEventLoop());
    EventLoop running = rig().closing(policy().newEventLoop());
    CompletableFuture<EventLoop> seen = new CompletableFuture<>();
    running.callSoon(() -> seen.complete(policy().getEventLoop()));

    assertSame(running, running.runUntilComplete(seen));
    assertSame(current, policy().getEventLoop());
  }
}
