package org.hotloop.loop.internal.sock;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.spi.LoopFuture;

/**
 * Two futures as one, the second begun when the first is complete. To cancel it is to cancel the
 * one that is under way.
 *
 * @param <A> what comes of the first
 */
final class Chain<A> {

  private final EventLoop loop;
  private final CompletableFuture<A> first;

  Chain(EventLoop loop, CompletableFuture<A> first) {
    this.loop = loop;
    this.first = first;
  }

  /**
   * @param second begins the second, on the thread on which the first completes
   */
  <B> CompletableFuture<B> then(Function<A, CompletableFuture<B>> second) {
    CompletableFuture<B> whole = new LoopFuture<>(loop);
    cancelWith(whole, first);
    first.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            whole.completeExceptionally(failure);
          } else if (!whole.isDone()) {
            begin(second, result, whole);
          }
        });
    return whole;
  }

  private static <A, B> void begin(
      Function<A, CompletableFuture<B>> second, A result, CompletableFuture<B> whole) {
    CompletableFuture<B> begun;
    try {
      begun = second.apply(result);
    } catch (RuntimeException refused) {
      whole.completeExceptionally(refused);
      return;
    }
    cancelWith(whole, begun);
    begun.whenComplete(
        (outcome, failure) -> {
          if (failure == null) {
            whole.complete(outcome);
          } else {
            whole.completeExceptionally(failure);
          }
        });
  }

  private static void cancelWith(CompletableFuture<?> whole, CompletableFuture<?> part) {
    whole.whenComplete(
        (result, failure) -> {
          if (whole.isCancelled()) {
            part.cancel(false);
          }
        });
  }
}
