package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.NoCurrentEventLoopException;
import org.hotloop.child.ChildWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

/**
 * What a policy must show whose contexts are threads. The suite runs without a runtime, in the main
 * context, and gives the policy {@link RecordingWatcher}s.
 */
public abstract class EventLoopPolicyContract {

  private final Deque<EventLoop> loops = new ArrayDeque<>();
  private EventLoopPolicy policy;

  /**
   * Makes the policy to be tested, with nothing set: the calling thread is its main context, and
   * its default watcher, made on first use, a new {@link RecordingWatcher}.
   */
  protected abstract EventLoopPolicy newPolicy();

  @BeforeEach
  void makePolicy() {
    policy = newPolicy();
  }

  @AfterEach
  void closeLoops() {
    policy.setChildWatcher(null);
    loops.forEach(EventLoop::close);
  }

  @Test
  @DisplayName("P6 the main context gets a loop where none was set, the same on repeat")
  void makesTheMainLoop() {
    EventLoop loop = closing(policy.getEventLoop());

    assertSame(loop, policy.getEventLoop());
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("P6 the loop that is made is set, so that the watcher is attached to it")
  void attachesTheWatcherToTheMadeLoop() {
    RecordingWatcher watcher = defaultWatcher();
    EventLoop loop = closing(policy.getEventLoop());

    assertEquals(List.of(Optional.of(loop)), watcher.attachments());
  }

  @Test
  @DisplayName("P7 after null was set there is no loop, and none is made")
  void makesNoLoopAfterNull() {
    policy.setEventLoop(null);
    assertThrows(NoCurrentEventLoopException.class, policy::getEventLoop);

    closing(policy.newEventLoop());
    assertThrows(NoCurrentEventLoopException.class, policy::getEventLoop);
  }

  @Test
  @DisplayName("P8 another thread gets no loop unless it set one")
  void makesNoLoopElsewhere() {
    closing(policy.getEventLoop());

    assertThrows(
        NoCurrentEventLoopException.class, () -> inAnotherThread(() -> policy.getEventLoop()));
  }

  @Test
  @DisplayName("P9 a thread that sets its own loop sees it; the main context keeps its own")
  void keepsContextsApart() throws Exception {
    EventLoop mainLoop = closing(policy.getEventLoop());
    EventLoop ownLoop = closing(policy.newEventLoop());
    EventLoop seen =
        inAnotherThread(
            () -> {
              policy.setEventLoop(ownLoop);
              return policy.getEventLoop();
            });

    assertSame(ownLoop, seen);
    assertSame(mainLoop, policy.getEventLoop());
  }

  @Test
  @DisplayName("P10 new loops are distinct, and nobody's current one")
  void makesDistinctLoops() {
    EventLoop current = closing(policy.getEventLoop());
    EventLoop first = closing(policy.newEventLoop());
    EventLoop second = closing(policy.newEventLoop());

    assertEquals(3, new HashSet<>(List.of(current, first, second)).size());
    assertSame(current, policy.getEventLoop());
  }

  @Test
  @DisplayName("P11 a loop that is replaced is not closed")
  void closesNoReplacedLoop() {
    EventLoop first = closing(policy.newEventLoop());
    EventLoop second = closing(policy.newEventLoop());
    policy.setEventLoop(first);
    policy.setEventLoop(second);

    assertSame(second, policy.getEventLoop());
    assertFalse(first.isClosed());
  }

  @Test
  @DisplayName("P13 inside a running callback the loop is the running one")
  void prefersTheRunningLoop() throws Exception {
    EventLoop current = closing(policy.getEventLoop());
    EventLoop running = closing(policy.newEventLoop());
    CompletableFuture<EventLoop> seen = new CompletableFuture<>();
    running.callSoon(() -> seen.complete(policy.getEventLoop()));

    assertSame(running, running.runUntilComplete(seen));
    assertSame(current, policy.getEventLoop());
  }

  @Test
  @DisplayName("P20 the watcher is made on first use, and is the same on repeat")
  void makesTheWatcherOnce() {
    RecordingWatcher watcher = defaultWatcher();

    assertSame(watcher, policy.getChildWatcher());
    assertEquals(List.of(), watcher.attachments());
  }

  @Test
  @DisplayName("P20 made in the main context, the watcher is attached to the loop that is set")
  void attachesTheMadeWatcher() {
    EventLoop loop = closing(policy.getEventLoop());

    assertEquals(List.of(Optional.of(loop)), defaultWatcher().attachments());
  }

  @Test
  @DisplayName("P5 P20 concurrent first uses make one watcher")
  void makesOneWatcherForMany() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 1_000; round++) {
        policy.setChildWatcher(null);
        // a barrier would let them go one by one: the race is a matter of nanoseconds
        AtomicInteger missing = new AtomicInteger(2);
        Callable<ChildWatcher> use =
            () -> {
              missing.decrementAndGet();
              while (missing.get() > 0) {
                Thread.onSpinWait();
              }
              return policy.getChildWatcher();
            };
        Future<ChildWatcher> first = threads.submit(use);
        Future<ChildWatcher> second = threads.submit(use);
        assertSame(first.get(), second.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @DisplayName("P22 a watcher that another thread asks for first is attached to no loop")
  void attachesNothingElsewhere() throws Exception {
    closing(policy.getEventLoop());
    RecordingWatcher watcher = inAnotherThread(this::defaultWatcher);

    assertEquals(List.of(), watcher.attachments());
    assertSame(watcher, policy.getChildWatcher());
  }

  @Test
  @DisplayName("P22 nor is it where that thread has set a loop of its own")
  void attachesNothingToAnothersLoop() throws Exception {
    EventLoop ownLoop = closing(policy.newEventLoop());
    RecordingWatcher watcher =
        inAnotherThread(
            () -> {
              policy.setEventLoop(ownLoop);
              return defaultWatcher();
            });

    assertEquals(List.of(), watcher.attachments());
  }

  @Test
  @DisplayName("P23 the watcher that is replaced is closed, once")
  void closesTheReplacedWatcher() {
    RecordingWatcher first = defaultWatcher();
    RecordingWatcher second = new RecordingWatcher();
    policy.setChildWatcher(second);
    policy.setChildWatcher(second);

    assertSame(second, policy.getChildWatcher());
    assertEquals(1, first.closes());
    assertEquals(0, second.closes());
  }

  @Test
  @DisplayName("P24 after null the watcher is closed, and the next one is a fresh default")
  void restoresTheDefaultWatcher() {
    RecordingWatcher byHand = new RecordingWatcher();
    policy.setChildWatcher(byHand);
    policy.setChildWatcher(null);

    assertEquals(1, byHand.closes());
    assertNotSame(byHand, defaultWatcher());
    assertEquals(0, defaultWatcher().closes());
  }

  @Test
  @DisplayName("P26 the main context's loop takes the watcher along, null detaches it")
  void reattachesTheWatcher() {
    RecordingWatcher watcher = new RecordingWatcher();
    EventLoop first = closing(policy.newEventLoop());
    EventLoop second = closing(policy.newEventLoop());
    policy.setChildWatcher(watcher);
    policy.setEventLoop(first);
    policy.setEventLoop(second);
    policy.setEventLoop(null);

    assertEquals(
        List.of(Optional.of(first), Optional.of(second), Optional.empty()), watcher.attachments());
  }

  @Test
  @DisplayName("P26 so it is with the default watcher")
  void reattachesTheDefaultWatcher() {
    EventLoop first = closing(policy.getEventLoop());
    RecordingWatcher watcher = defaultWatcher();
    EventLoop second = closing(policy.newEventLoop());
    policy.setEventLoop(second);
    policy.setEventLoop(null);

    assertEquals(
        List.of(Optional.of(first), Optional.of(second), Optional.empty()), watcher.attachments());
  }

  @Test
  @DisplayName("P26 another thread's loop leaves the watcher alone")
  void leavesTheWatcherAlone() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    EventLoop loop = closing(policy.newEventLoop());
    policy.setChildWatcher(watcher);
    inAnotherThread(
        () -> {
          policy.setEventLoop(loop);
          policy.setEventLoop(null);
          return null;
        });

    assertEquals(List.of(), watcher.attachments());
  }

  private RecordingWatcher defaultWatcher() {
    return (RecordingWatcher) policy.getChildWatcher();
  }

  private EventLoop closing(EventLoop loop) {
    loops.push(loop);
    return loop;
  }

  /** What {@code work} gives or throws on a thread that is not the main context. */
  private static <T> T inAnotherThread(ThrowingSupplier<T> work) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(work.get());
              } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    thread.start();
    try {
      return answer.get();
    } catch (ExecutionException thrown) {
      if (thrown.getCause() instanceof Exception own) {
        throw own;
      }
      throw thrown;
    }
  }
}
