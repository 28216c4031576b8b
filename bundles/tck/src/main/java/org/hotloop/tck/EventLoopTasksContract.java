package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.Tasks;
import org.hotloop.TimerHandle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's helpers for tasks, {@link Tasks}. */
public abstract class EventLoopTasksContract extends EventLoopSuite {

  /** The test is over long before. */
  private static final Duration LATE = Duration.ofDays(1);

  private final CompletableFuture<String> first = new CompletableFuture<>();
  private final CompletableFuture<String> second = new CompletableFuture<>();
  private final IOException broken = new IOException("broken");

  @Test
  @DisplayName("H1 gather gives the results in the order of the stages, whichever comes first")
  void gathersInOrder() throws Exception {
    CompletableFuture<List<String>> gathered = Tasks.gather(loop, List.of(first, second));
    second.complete("two");
    settle();
    assertFalse(gathered.isDone());
    first.complete(null);

    List<String> results = loop.runUntilComplete(gathered);

    assertEquals(2, results.size());
    assertEquals("two", results.get(1));
    assertNull(results.get(0), "null is a result as well");
  }

  @Test
  @DisplayName("H1 one stage twice is gathered twice, and none at once")
  void gathersOneTwiceAndNone() throws Exception {
    first.complete("one");

    assertEquals(
        List.of("one", "one"), loop.runUntilComplete(Tasks.gather(loop, List.of(first, first))));
    assertEquals(List.of(), Tasks.gather(loop, List.<CompletableFuture<String>>of()).join());
  }

  @Test
  @DisplayName("H2 gather fails at once with the first failure, unwrapped; the others go on")
  void failsWithTheFirstFailure() throws Exception {
    CompletableFuture<List<String>> gathered =
        Tasks.gather(loop, List.of(first, second.thenApply(String::strip)));
    second.completeExceptionally(broken);

    assertSame(broken, assertThrows(IOException.class, () -> loop.runUntilComplete(gathered)));
    assertSame(broken, failureOf(gathered));
    assertFalse(first.isDone());

    first.completeExceptionally(new IOException("too late to matter"));
    settle();
    assertSame(broken, failureOf(gathered));
  }

  @Test
  @DisplayName("H2 a stage that is cancelled fails gather, and does not cancel the others")
  void takesACancelledStageForAFailure() throws Exception {
    CompletableFuture<List<String>> gathered = Tasks.gather(loop, List.of(first, second));
    second.cancel(false);

    assertThrows(CancellationException.class, () -> loop.runUntilComplete(gathered));
    assertFalse(first.isDone());
  }

  @Test
  @DisplayName("H3 gatherOutcomes waits for all, and tells the failures among the results")
  void gathersOutcomes() throws Exception {
    CompletableFuture<String> third = new CompletableFuture<>();
    CompletableFuture<List<CompletableFuture<String>>> gathered =
        Tasks.gatherOutcomes(loop, List.of(first.thenApply(String::strip), second, third));
    first.completeExceptionally(broken);
    third.cancel(false);
    settle();
    assertFalse(gathered.isDone());
    second.complete("two");

    List<CompletableFuture<String>> outcomes = loop.runUntilComplete(gathered);

    assertSame(broken, failureOf(outcomes.get(0)));
    assertEquals("two", outcomes.get(1).join());
    assertTrue(outcomes.get(2).isCancelled());
  }

  @Test
  @DisplayName("H4 who cancels what was gathered cancels all stages that are not complete")
  void cancelsTheStages() {
    first.complete("one");
    Tasks.gather(loop, List.of(first, second)).cancel(false);
    assertEquals("one", first.join());
    assertTrue(second.isCancelled());

    CompletableFuture<String> third = new CompletableFuture<>();
    Tasks.gatherOutcomes(loop, List.of(first, third)).cancel(false);
    assertTrue(third.isCancelled());
  }

  @Test
  @DisplayName("H5 waitFor gives the result or the failure that is there in time")
  void waitsForAnOutcome() throws Exception {
    CompletableFuture<String> result = Tasks.waitFor(loop, first, LATE);
    CompletableFuture<String> failure = Tasks.waitFor(loop, second.thenApply(String::strip), LATE);
    first.complete("in time");
    second.completeExceptionally(broken);

    assertEquals("in time", loop.runUntilComplete(result));
    assertThrows(IOException.class, () -> loop.runUntilComplete(failure));
    assertSame(broken, failureOf(failure));
  }

  @Test
  @DisplayName(
      "H6 when the time is over waitFor cancels the stage, and fails with TimeoutException")
  void cancelsWhatIsLate() {
    CompletableFuture<String> result = Tasks.waitFor(loop, first, Duration.ofMillis(5));

    TimeoutException late =
        assertThrows(TimeoutException.class, () -> loop.runUntilComplete(result));

    assertTrue(late.getMessage().contains("PT0.005S"), late.getMessage());
    assertTrue(first.isCancelled());
  }

  @Test
  @DisplayName("H6 what is complete is not late, even where no time was given")
  void keepsWhatIsComplete() throws Exception {
    loop.callLater(Duration.ZERO, () -> first.complete("just so")); // before the timer, by order
    CompletableFuture<String> result = Tasks.waitFor(loop, first, Duration.ZERO);
    assertEquals("just so", loop.runUntilComplete(result));

    assertEquals("just so", loop.runUntilComplete(Tasks.waitFor(loop, first, LATE.negated())));
    assertThrows(
        TimeoutException.class,
        () -> loop.runUntilComplete(Tasks.waitFor(loop, second, Duration.ZERO)));
  }

  @Test
  @DisplayName("H7 who cancels waitFor cancels the stage, and its timer goes in any case")
  void waitForGivesItsTimerBack() throws Exception {
    List<TimerHandle> timers = new ArrayList<>();
    EventLoop observed = observing(timers);
    Tasks.waitFor(observed, first, LATE).cancel(false);
    CompletableFuture<String> result = Tasks.waitFor(observed, second, LATE);
    second.complete("in time");
    loop.runUntilComplete(result);

    assertTrue(first.isCancelled());
    assertEquals(List.of(true, true), timers.stream().map(TimerHandle::isCancelled).toList());
  }

  @Test
  @DisplayName("H8 sleep is complete after its delay, not before; others run meanwhile")
  void sleeps() throws Exception {
    List<String> events = new ArrayList<>();
    long begun = loop.time();
    CompletableFuture<Void> sleep = Tasks.sleep(loop, Duration.ofMillis(20));
    loop.callSoon(() -> events.add("meanwhile"));
    sleep.thenRun(() -> events.add("awake"));

    loop.runUntilComplete(sleep);

    assertEquals(List.of("meanwhile", "awake"), events);
    assertTrue(loop.time() - begun >= Duration.ofMillis(20).toNanos());
    loop.runUntilComplete(Tasks.sleep(loop, Duration.ofDays(-1)));
  }

  @Test
  @DisplayName("H8 a sleep that is cancelled gives its timer back")
  void sleepGivesItsTimerBack() {
    List<TimerHandle> timers = new ArrayList<>();
    Tasks.sleep(observing(timers), LATE).cancel(false);

    assertTrue(timers.get(0).isCancelled());
  }

  @Test
  @DisplayName("H9 a shielded stage goes on when its future is cancelled, or its time is over")
  void shields() throws Exception {
    CompletableFuture<String> cancelled = Tasks.shield(loop, first);
    cancelled.cancel(false);
    CompletableFuture<String> timedOut =
        Tasks.waitFor(loop, Tasks.shield(loop, first), Duration.ZERO);
    assertThrows(TimeoutException.class, () -> loop.runUntilComplete(timedOut));
    CompletableFuture<String> result = Tasks.shield(loop, first);
    assertFalse(first.isDone());

    first.complete("unharmed");

    assertEquals("unharmed", loop.runUntilComplete(result));
    assertTrue(cancelled.isCancelled());
  }

  @Test
  @DisplayName("H9 a shielded stage tells its own failure, and that it was cancelled")
  void shieldsNoFailure() {
    first.completeExceptionally(new CompletionException(broken));
    second.cancel(false);

    assertSame(
        broken,
        assertThrows(IOException.class, () -> loop.runUntilComplete(Tasks.shield(loop, first))));
    assertThrows(
        CancellationException.class, () -> loop.runUntilComplete(Tasks.shield(loop, second)));
  }

  @Test
  @DisplayName("H10 what is completed on any thread is told on the loop's")
  void completesOnTheLoop() throws Exception {
    LoopThread running = runInThread();
    List<CompletableFuture<?>> futures =
        running.call(
            () ->
                List.of(
                    Tasks.gather(loop, List.of(first, second)),
                    Tasks.gatherOutcomes(loop, List.of(first, second)),
                    Tasks.waitFor(loop, first, LATE),
                    Tasks.shield(loop, first)));
    List<CompletableFuture<Thread>> threads =
        futures.stream().map(future -> future.thenApply(result -> Thread.currentThread())).toList();
    try (LoopThread.Hold busy = running.hold()) {
      second.complete("two");
      first.complete("one");
      assertFalse(futures.stream().anyMatch(CompletableFuture::isDone), busy.toString());
    }

    for (CompletableFuture<Thread> thread : threads) {
      assertSame(running.thread(), Conditions.resultOf(thread));
    }
  }

  @Test
  @DisplayName("H11 who waits is told where a stage completes when the loop is closed")
  void tellsThatTheLoopIsClosed() {
    List<CompletableFuture<?>> futures =
        List.of(
            Tasks.gather(loop, List.of(first)),
            Tasks.gatherOutcomes(loop, List.of(first)),
            Tasks.waitFor(loop, first, LATE),
            Tasks.shield(loop, first));
    loop.close();
    first.complete("nobody is left to tell");

    futures.forEach(future -> assertInstanceOf(EventLoopClosedException.class, failureOf(future)));
  }

  @Test
  @DisplayName("H12 what cannot be waited for is refused, and nothing is cancelled for it")
  void refuses() {
    assertThrows(NullPointerException.class, () -> Tasks.waitFor(loop, first, null));
    assertThrows(NullPointerException.class, () -> Tasks.gather(loop, null));
    assertThrows(NullPointerException.class, () -> Tasks.shield(loop, null));
    loop.close();
    assertThrows(EventLoopClosedException.class, () -> Tasks.sleep(loop, LATE));
    assertThrows(EventLoopClosedException.class, () -> Tasks.waitFor(loop, first, LATE));
    assertFalse(first.isDone());
  }

  /** The loop under test, with its timers kept in {@code timers}. */
  private EventLoop observing(List<TimerHandle> timers) {
    return (EventLoop)
        Proxy.newProxyInstance(
            EventLoop.class.getClassLoader(),
            new Class<?>[] {EventLoop.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(loop, arguments);
                if (answer instanceof TimerHandle timer) {
                  timers.add(timer);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Lets what is ready run, and what that makes ready. */
  private void settle() {
    for (int iteration = 0; iteration < 3; iteration++) {
      runOnce();
    }
  }

  /** As it is told to who chains something, not wrapped by a getter. */
  private static Throwable failureOf(CompletableFuture<?> future) {
    assertTrue(future.isDone());
    return future.handle((value, failure) -> failure).join();
  }
}
