package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoopClosedException;
import org.hotloop.spi.schedule.CallbackHandle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The iteration over a clock and a poll that the test moves. */
class SchedulerTest {

  private final Lifecycle lifecycle = new Lifecycle();
  private final FakeHost host = new FakeHost();
  private final Scheduler scheduler = new Scheduler(lifecycle, new DebugMode(), host);

  @Test
  void pollsWithoutEndWhereNothingIsScheduled() {
    host.onPoll = scheduler::stop;
    run();
    assertEquals(List.of(Long.MAX_VALUE), host.timeouts);
  }

  @Test
  void pollsUntilTheFirstTimer() {
    scheduler.at(host.now + 70, () -> host.log.add("late"));
    scheduler.at(host.now + 40, () -> host.log.add("early"));
    host.onPoll =
        () -> {
          host.now += 40;
          scheduler.stop();
        };
    run();
    assertEquals(List.of(40L), host.timeouts);
    assertEquals(List.of("early"), host.log);
  }

  @Test
  void onlyLooksWhereSomethingIsReadyOrTheRunIsToEnd() {
    scheduler.soon(scheduler::stop);
    run();
    scheduler.stop();
    run();
    assertEquals(List.of(0L, 0L), host.timeouts);
  }

  @Test
  @DisplayName("what was ready comes first, then the poll's events, then the timers")
  void runsEventsThenTimers() {
    scheduler.at(host.now, () -> host.log.add("timer"));
    scheduler.soon(() -> host.log.add("ready"));
    host.onPoll = () -> scheduler.soon(() -> host.log.add("event"));
    scheduler.stop();
    run();
    assertEquals(List.of("ready", "event", "timer"), host.log);
  }

  @Test
  @DisplayName("callbacks without end: the loop polls again and again, but not after each of them")
  void pollsNowAndThenWhileItIsBusy() {
    AtomicInteger callbacks = new AtomicInteger();
    Runnable endless =
        new Runnable() {
          @Override
          public void run() {
            callbacks.incrementAndGet();
            scheduler.soon(this);
          }
        };
    scheduler.soon(endless);
    host.onPoll =
        () -> {
          if (host.timeouts.size() == 10) {
            scheduler.stop();
          }
        };
    run();
    assertEquals(Collections.nCopies(10, 0L), host.timeouts);
    assertTrue(callbacks.get() > 10, callbacks::toString);
  }

  @Test
  @DisplayName("callbacks that are slow: the loop polls after each of them")
  void pollsAfterEachSlowCallback() {
    Runnable slow =
        new Runnable() {
          @Override
          public void run() {
            spin(Duration.ofMillis(1));
            host.log.add("slow");
            if (host.log.size() == 20) {
              scheduler.stop();
            } else {
              scheduler.soon(this);
            }
          }
        };
    scheduler.soon(slow);
    run();
    assertEquals(20, host.timeouts.size());
  }

  @Test
  @DisplayName("L7 a sleeping loop is woken once for all that is scheduled meanwhile")
  void wakesOnceASleep() throws Exception {
    CountDownLatch asleep = new CountDownLatch(1);
    CountDownLatch scheduled = new CountDownLatch(1);
    host.onPoll =
        () -> {
          asleep.countDown();
          awaitUninterrupted(scheduled);
        };
    Thread thread = new Thread(this::run);
    thread.start();
    asleep.await();
    for (int i = 0; i < 1_000; i++) {
      scheduler.soon(() -> host.log.add("callback"));
      scheduler.at(host.now, () -> host.log.add("timer"));
    }
    scheduler.stop();
    scheduled.countDown();
    thread.join();

    assertEquals(1, host.wakeups.get());
    assertEquals(2_000, host.log.size());
  }

  @Test
  void wakesNobodyWhoIsAwake() {
    scheduler.soon(() -> CompletableFuture.runAsync(() -> scheduler.soon(scheduler::stop)).join());
    run();
    assertEquals(0, host.wakeups.get());
  }

  @Test
  @DisplayName(
      "L7 what is scheduled between the look at the queues and the sleep is not slept over")
  void looksAgainBeforeItSleeps() {
    scheduler.at(host.now + 1_000, () -> {});
    // The clock is read by the first look, before the flag is up: nobody is woken for this one.
    host.onFirstTime =
        () -> CompletableFuture.runAsync(() -> scheduler.soon(scheduler::stop)).join();
    run();
    assertEquals(List.of(0L), host.timeouts);
  }

  @Test
  void aPollThatFailsLeavesTheRunAndTheNextRunWorks() {
    IllegalStateException failure = new IllegalStateException("broken poll");
    host.onPoll =
        () -> {
          throw failure;
        };
    assertSame(failure, assertThrows(IllegalStateException.class, this::run));
    host.onPoll = scheduler::stop;
    run();
    assertEquals(2, host.timeouts.size());
  }

  @Test
  @DisplayName("timers that are ages away, in both directions, keep their order")
  void keepsTheOrderOfAges() {
    scheduler.later(Duration.ofSeconds(Long.MAX_VALUE), () -> host.log.add("never"));
    scheduler.at(host.now + Long.MAX_VALUE, () -> host.log.add("never"));
    scheduler.at(host.now + Long.MIN_VALUE, () -> host.log.add("long ago"));
    scheduler.at(host.now, () -> host.log.add("now"));
    scheduler.stop();
    run();
    assertEquals(List.of("long ago", "now"), host.log);
  }

  @Test
  void takesNothingOnceClosed() {
    scheduler.close();
    assertThrows(EventLoopClosedException.class, () -> scheduler.soon(() -> {}));
    assertThrows(EventLoopClosedException.class, () -> scheduler.at(0, () -> {}));
  }

  private void run() {
    lifecycle.enter();
    try {
      scheduler.run();
    } finally {
      lifecycle.leave();
    }
  }

  private static void spin(Duration duration) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < duration.toNanos()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private static final class FakeHost implements Scheduler.Host {

    private final List<String> log = new ArrayList<>();
    private final List<Long> timeouts = new ArrayList<>();
    private final AtomicInteger wakeups = new AtomicInteger();
    private volatile long now = Long.MAX_VALUE - 20; // it wraps around during the test
    private Runnable onPoll = () -> {};
    private Runnable onFirstTime = () -> {};

    @Override
    public long time() {
      Runnable first = onFirstTime;
      onFirstTime = () -> {};
      first.run();
      return now;
    }

    @Override
    public void poll(long timeoutNanos) {
      timeouts.add(timeoutNanos);
      onPoll.run();
    }

    @Override
    public void pause() {}

    @Override
    public void wakeup() {
      wakeups.incrementAndGet();
    }

    @Override
    public void run(CallbackHandle handle) {
      handle.run();
    }
  }
}
