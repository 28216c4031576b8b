package org.hotloop.tck;

import static org.hotloop.tck.PolicyRig.inAnotherThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The watcher, and which loop it is attached to. */
interface PolicyWatcherRows extends PolicyRows {

  @Test
  @DisplayName("P6 the loop that is made is set, so that the watcher is attached to it")
  default void attachesTheWatcherToTheMadeLoop() {
    RecordingWatcher watcher = rig().defaultWatcher();
    EventLoop loop = rig().closing(policy().getEventLoop());

    assertEquals(List.of(Optional.of(loop)), watcher.attachments());
  }

  @Test
  @DisplayName("P20 the watcher is made on first use, and is the same on repeat")
  default void makesTheWatcherOnce() {
    RecordingWatcher watcher = rig().defaultWatcher();

    assertSame(watcher, policy().getChildWatcher());
    assertEquals(List.of(), watcher.attachments());
  }

  @Test
  @DisplayName("P20 made in the main context, the watcher is attached to the loop that is set")
  default void attachesTheMadeWatcher() {
    EventLoop loop = rig().closing(policy().getEventLoop());

    assertEquals(List.of(Optional.of(loop)), rig().defaultWatcher().attachments());
  }

  @Test
  @DisplayName("P5 P20 concurrent first uses make one watcher")
  default void makesOneWatcherForMany() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 1_000; round++) {
        policy().setChildWatcher(null);
        // a barrier would let them go one by one: the race is a matter of nanoseconds
        AtomicInteger missing = new AtomicInteger(2);
        Callable<ChildWatcher> use =
            () -> {
              missing.decrementAndGet();
              while (missing.get() > 0) {
                Thread.onSpinWait();
              }
              return policy().getChildWatcher();
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
  default void attachesNothingElsewhere() throws Exception {
    rig().closing(policy().getEventLoop());
    RecordingWatcher watcher = inAnotherThread(rig()::defaultWatcher);

    assertEquals(List.of(), watcher.attachments());
    assertSame(watcher, policy().getChildWatcher());
  }

  @Test
  @DisplayName("P22 nor is it where that thread has set a loop of its own")
  default void attachesNothingToAnothersLoop() throws Exception {
    EventLoop ownLoop = rig().closing(policy().newEventLoop());
    RecordingWatcher watcher =
        inAnotherThread(
            () -> {
              policy().setEventLoop(ownLoop);
              return rig().defaultWatcher();
            });

    assertEquals(List.of(), watcher.attachments());
  }

  @Test
  @DisplayName("P23 the watcher that is replaced is closed, once")
  default void closesTheReplacedWatcher() {
    RecordingWatcher first = rig().defaultWatcher();
    RecordingWatcher second = new RecordingWatcher();
    policy().setChildWatcher(second);
    policy().setChildWatcher(second);

    assertSame(second, policy().getChildWatcher());
    assertEquals(1, first.closes());
    assertEquals(0, second.closes());
  }

  @Test
  @DisplayName("P24 after null the watcher is closed, and the next one is a fresh default")
  default void restoresTheDefaultWatcher() {
    RecordingWatcher byHand = new RecordingWatcher();
    policy().setChildWatcher(byHand);
    policy().setChildWatcher(null);

    assertEquals(1, byHand.closes());
    assertNotSame(byHand, rig().defaultWatcher());
    assertEquals(0, rig().defaultWatcher().closes());
  }

  @Test
  @DisplayName("P26 the main context's loop takes the watcher along, null detaches it")
  default void reattachesTheWatcher() {
    RecordingWatcher watcher = new RecordingWatcher();
    EventLoop first = rig().closing(policy().newEventLoop());
    EventLoop second = rig().closing(policy().newEventLoop());
    policy().setChildWatcher(watcher);
    policy().setEventLoop(first);
    policy().setEventLoop(second);
    policy().setEventLoop(null);

    assertEquals(
        List.of(Optional.of(first), Optional.of(second), Optional.empty()), watcher.attachments());
  }

  @Test
  @DisplayName("P26 so it is with the default watcher")
  default void reattachesTheDefaultWatcher() {
    EventLoop first = rig().closing(policy().getEventLoop());
    RecordingWatcher watcher = rig().defaultWatcher();
    EventLoop second = rig().closing(policy().newEventLoop());
    policy().setEventLoop(second);
    policy().setEventLoop(null);

    assertEquals(
        List.of(Optional.of(first), Optional.of(second), Optional.empty()), watcher.attachments());
  }

  @Test
  @DisplayName("P26 another thread's loop leaves the watcher alone")
  default void leavesTheWatcherAlone() throws Exception {
    RecordingWatcher watcher = new RecordingWatcher();
    EventLoop loop = rig().closing(policy().newEventLoop());
    policy().setChildWatcher(watcher);
    inAnotherThread(
        () -> {
          policy().setEventLoop(loop);
          policy().setEventLoop(null);
          return null;
        });

    assertEquals(List.of(), watcher.attachments());
  }
}
