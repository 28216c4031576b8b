package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In which order, when and on which thread callbacks and timers run. */
public abstract class EventLoopSchedulingContract extends EventLoopSuite {

  private final List<String> ran = new ArrayList<>();

  @Test
  @DisplayName("L1 callbacks run in the order in which they were scheduled")
  void runsFirstInFirstOut() {
    loop.callSoon(() -> ran.add("first"));
    loop.callSoonThreadsafe(() -> ran.add("second"));
    loop.execute(() -> ran.add("third"));
    loop.callSoon(() -> ran.add("fourth"));

    runOnce();
    assertEquals(List.of("first", "second", "third", "fourth"), ran);
  }

  @Test
  @DisplayName("L1 what another thread scheduled before runs before, also during a run")
  void keepsTheOrderOverThreads() throws Exception {
    LoopThread running = runInThread();
    running.call(
        () -> {
          Thread other = new Thread(() -> loop.callSoonThreadsafe(() -> ran.add("other thread")));
          other.start();
          other.join();
          return loop.callSoon(() -> ran.add("own thread"));
        });

    running.settle();
    assertEquals(List.of("other thread", "own thread"), running.call(() -> List.copyOf(ran)));
  }

  @Test
  @DisplayName("L2 a cancelled handle does not run")
  void runsNoCancelledHandle() {
    Handle cancelled = loop.callSoon(() -> ran.add("cancelled"));
    assertFalse(cancelled.isCancelled());
    cancelled.cancel();
    cancelled.cancel();

    runOnce();
    assertTrue(cancelled.isCancelled());
    assertEquals(List.of(), ran);
  }

  @Test
  @DisplayName("L2 a callback can cancel one that is ready in the same iteration")
  void cancelsWithinTheIteration() {
    List<Handle> victims = new ArrayList<>();
    loop.callSoon(() -> victims.forEach(Handle::cancel));
    victims.add(loop.callSoon(() -> ran.add("callback")));
    victims.add(loop.callLater(Duration.ZERO, () -> ran.add("timer")));

    runOnce();
    runOnce();
    assertEquals(List.of(), ran);
  }

  @Test
  @DisplayName("L3 a timer does not run before its delay has passed")
  void runsNoTimerEarly() throws Exception {
    Duration delay = Duration.ofMillis(20);
    long begun = loop.time();
    CompletableFuture<Long> fired = loop.createFuture();
    TimerHandle timer = loop.callLater(delay, () -> fired.complete(loop.time()));

    assertTrue(loop.runUntilComplete(fired) - begun >= delay.toNanos());
    assertTrue(timer.when() - begun >= delay.toNanos());
  }

  @Test
  @DisplayName("L3 timers run in the order of their times")
  void runsTimersByTime() throws Exception {
    CompletableFuture<Void> last = loop.createFuture();
    loop.callLater(Duration.ofMillis(15), () -> last.complete(null));
    loop.callLater(Duration.ofMillis(10), () -> ran.add("third"));
    loop.callLater(Duration.ofMillis(5), () -> ran.add("second"));
    loop.callLater(Duration.ofMillis(-5), () -> ran.add("first"));

    loop.runUntilComplete(last);
    assertEquals(List.of("first", "second", "third"), ran);
  }

  @Test
  @DisplayName("L5 timers of the same time run in the order of their insertion")
  void runsEqualTimersInOrder() {
    long now = loop.time();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = "timer " + i;
      expected.add(name);
      assertEquals(now, loop.callAt(now, () -> ran.add(name)).when());
    }

    runOnce();
    assertEquals(expected, ran);
  }

  @Test
  @DisplayName("L2 a cancelled timer does not run, whoever else is due")
  void runsNoCancelledTimer() {
    long now = loop.time();
    loop.callAt(now - 2, () -> ran.add("before"));
    loop.callAt(now - 1, () -> ran.add("cancelled")).cancel();
    loop.callAt(now, () -> ran.add("after"));

    runOnce();
    assertEquals(List.of("before", "after"), ran);
  }

  @Test
  @DisplayName("L2 a handle that is cancelled during its call, or after it, does no harm")
  void cancelsTooLate() {
    List<Handle> own = new ArrayList<>();
    own.add(loop.callSoon(() -> own.forEach(Handle::cancel)));
    own.add(loop.callLater(Duration.ZERO, () -> own.forEach(Handle::cancel)));
    Handle over = loop.callSoon(() -> ran.add("over"));
    runOnce();
    over.cancel();
    runOnce();

    assertTrue(over.isCancelled());
    assertEquals(List.of("over"), ran);
  }

  @Test
  @DisplayName("a delay of ages neither overflows nor fires")
  void takesAnyDelay() {
    loop.callLater(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
    loop.callAt(loop.time() + Long.MAX_VALUE, () -> ran.add("never"));
    loop.callLater(Duration.ofSeconds(Long.MIN_VALUE), () -> ran.add("at once"));

    runOnce();
    assertEquals(List.of("at once"), ran);
  }

  @Test
  @DisplayName("L6 what a callback schedules runs in the next iteration")
  void runsNewCallbacksInTheNextIteration() {
    loop.callSoon(
        () -> {
          ran.add("first");
          loop.callSoon(() -> ran.add("next"));
          loop.callLater(Duration.ZERO, () -> ran.add("next timer"));
        });
    loop.callSoon(() -> ran.add("second"));

    runOnce();
    assertEquals(List.of("first", "second"), ran);
    runOnce();
    assertEquals(List.of("first", "second", "next", "next timer"), ran);
  }

  @Test
  @DisplayName("L3 L7 callbacks without end keep neither timers nor other threads waiting")
  void letsOthersIn() throws Exception {
    Runnable endless =
        new Runnable() {
          @Override
          public void run() {
            loop.callSoon(this);
          }
        };
    loop.callSoon(endless);
    CompletableFuture<Void> fired = loop.createFuture();
    loop.callLater(Duration.ofMillis(1), () -> fired.complete(null));
    loop.runUntilComplete(fired);

    CompletableFuture<Void> heard = loop.createFuture();
    Thread other = new Thread(() -> loop.callSoonThreadsafe(() -> heard.complete(null)));
    loop.callSoon(other::start);
    loop.runUntilComplete(heard);
    other.join();
  }

  @Test
  @DisplayName("L7 callSoonThreadsafe wakes a loop that sleeps, each time")
  void wakesASleepingLoop() throws Exception {
    LoopThread running = runInThread();
    loop.callSoonThreadsafe(() -> loop.callLater(Duration.ofHours(1), () -> ran.add("never")));
    for (int i = 0; i < 1_000; i++) {
      assertSame(running.thread(), running.call(Thread::currentThread));
    }
  }

  @Test
  @DisplayName("L7 a timer set from another thread wakes a loop that sleeps until a later one")
  void wakesForAnEarlierTimer() throws Exception {
    LoopThread running = runInThread();
    loop.callLater(Duration.ofHours(1), () -> ran.add("never"));
    CompletableFuture<Thread> fired = new CompletableFuture<>();
    loop.callLater(Duration.ofMillis(1), () -> fired.complete(Thread.currentThread()));

    assertSame(running.thread(), fired.get());
  }

  @Test
  @DisplayName("asynchronous continuations of a loop's future, and theirs, run on the loop")
  void continuesFuturesOnTheLoop() throws Exception {
    LoopThread running = runInThread();
    CompletableFuture<String> future = loop.createFuture();
    CompletableFuture<Thread> second =
        future.thenApply(String::length).thenApplyAsync(length -> Thread.currentThread());
    future.complete("from the test's thread");

    assertSame(running.thread(), second.get());
  }

  @Test
  @DisplayName("the clock does not run backwards")
  void hasAMonotonicClock() {
    long before = loop.time();
    assertTrue(loop.time() - before >= 0);
  }
}
