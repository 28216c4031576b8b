package org.hotloop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * asyncio's helpers for tasks, on completion stages.
 *
 * <p><b>Threads.</b> Any, but for what takes a duration: that schedules as {@link
 * EventLoop#callLater} does. Stages may be completed on any thread. The futures are the loop's (see
 * {@link EventLoop#createFuture()}) and complete on its thread, in a later iteration than the
 * stages that they wait for, so the loop must run; who cancels one has it complete at once.
 *
 * <p><b>Cancelling.</b> A stage is cancelled as its {@link CompletionStage#toCompletableFuture()}.
 * As everywhere in the JDK this reaches none that it was derived from: where the stage is what
 * {@code thenApply} gave, the one before goes on.
 *
 * <p><b>Failure.</b> A future fails with the stage's own failure, not wrapped; with {@link
 * EventLoopClosedException} where the stage completes when the loop is closed.
 */
public final class Tasks {

  private Tasks() {}

  /**
   * The results of all {@code stages}: asyncio's {@code gather}.
   *
   * @return the results in the order of the stages; empty, and complete at once, where there are
   *     none. Fails with the first failure, at once; the other stages go on. A stage that is
   *     cancelled fails it as well. To cancel it cancels all stages.
   */
  public static <T> CompletableFuture<List<T>> gather(
      EventLoop loop, List<? extends CompletionStage<? extends T>> stages) {
    return new Gathering<T>(loop, stages).start();
  }

  /**
   * What becomes of all {@code stages}: asyncio's {@code gather} with {@code return_exceptions}.
   *
   * @return a complete future for each stage, in their order, with its result or its own failure.
   *     Does not fail for a stage's sake. To cancel it cancels all stages.
   */
  public static <T> CompletableFuture<List<CompletableFuture<T>>> gatherOutcomes(
      EventLoop loop, List<? extends CompletionStage<T>> stages) {
    return gather(loop, stages.stream().map(Tasks::outcome).toList());
  }

  /**
   * The result of {@code stage}, if it is there in time: asyncio's {@code wait_for}.
   *
   * @param timeout zero or less gives what is complete already
   * @return fails with {@link TimeoutException} when the time is over, and the stage is cancelled
   *     then; a stage that is complete is never too late. To cancel it cancels the stage.
   */
  public static <T> CompletableFuture<T> waitFor(
      EventLoop loop, CompletionStage<T> stage, Duration timeout) {
    CompletableFuture<T> part = stage.toCompletableFuture();
    CompletableFuture<T> result = loop.createFuture();
    TimerHandle timer =
        loop.callLater(
            timeout,
            () -> {
              if (part.cancel(false)) {
                result.completeExceptionally(new TimeoutException("not complete after " + timeout));
              }
            });
    result.whenComplete(
        (value, failure) -> {
          timer.cancel();
          part.cancel(false); // where the part is complete this does nothing
        });
    pass(loop, part, result);
    return result;
  }

  /**
   * Complete once {@code delay} has passed: asyncio's {@code sleep}.
   *
   * @param delay zero or less is the next iteration
   * @return to cancel it gives the timer back
   */
  public static CompletableFuture<Void> sleep(EventLoop loop, Duration delay) {
    CompletableFuture<Void> result = loop.createFuture();
    TimerHandle timer = loop.callLater(delay, () -> result.complete(null));
    result.whenComplete((nothing, failure) -> timer.cancel());
    return result;
  }

  /**
   * What {@code stage} comes to, in a future that can be cancelled without harm to it: asyncio's
   * {@code shield}. {@code waitFor(loop, shield(loop, stage), timeout)} gives up waiting, and lets
   * the stage go on.
   */
  public static <T> CompletableFuture<T> shield(EventLoop loop, CompletionStage<T> stage) {
    CompletableFuture<T> result = loop.createFuture();
    pass(loop, stage, result);
    return result;
  }

  /** Tells {@code told} on the loop's thread what {@code stage} came to, for {@code waiting}. */
  static <T> void follow(
      EventLoop loop,
      CompletionStage<T> stage,
      CompletableFuture<?> waiting,
      BiConsumer<T, Throwable> told) {
    stage.whenComplete(
        (value, failure) -> {
          try {
            loop.callSoonThreadsafe(() -> told.accept(value, unwrapped(failure)));
          } catch (EventLoopClosedException loopClosed) {
            // No loop is left to tell it on; who waits must not wait for ever.
            waiting.completeExceptionally(loopClosed);
          }
        });
  }

  private static <T> void pass(
      EventLoop loop, CompletionStage<T> stage, CompletableFuture<T> result) {
    follow(
        loop,
        stage,
        result,
        (value, failure) -> {
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }

  /** A future that does not fail with {@code stage}, but is cancelled with it. */
  private static <T> CompletableFuture<CompletableFuture<T>> outcome(CompletionStage<T> stage) {
    CompletableFuture<T> part = stage.toCompletableFuture();
    CompletableFuture<CompletableFuture<T>> outcome = new CompletableFuture<>();
    outcome.whenComplete((told, cancelled) -> part.cancel(false));
    part.whenComplete(
        (value, failure) ->
            outcome.complete(
                failure == null
                    ? CompletableFuture.completedFuture(value)
                    : CompletableFuture.failedFuture(unwrapped(failure))));
    return outcome;
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
