package org.hotloop;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The stages of one {@link Tasks#gather}; they are counted on the loop's thread. */
final class Gathering<T> {

  private final EventLoop loop;
  private final List<? extends CompletableFuture<? extends T>> parts;
  private final CompletableFuture<List<T>> results;

  /** How many have not come to a result. */
  private int missing;

  /** With what a part failed the results last. */
  private Throwable told;

  Gathering(EventLoop loop, List<? extends CompletionStage<? extends T>> stages) {
    this.loop = loop;
    parts = stages.stream().map(CompletionStage::toCompletableFuture).toList();
    results = loop.createFuture();
    missing = parts.size();
  }

  CompletableFuture<List<T>> start() {
    results.whenComplete((values, failure) -> complete(failure));
    if (parts.isEmpty()) {
      results.complete(List.of());
    }
    parts.forEach(
        part -> Tasks.follow(loop, part, results, (value, failure) -> partComplete(failure)));
    return results;
  }

  private void partComplete(Throwable failure) {
    if (failure != null) {
      told = failure;
      results.completeExceptionally(failure);
    } else if (--missing == 0) {
      results.complete(parts.stream().<T>map(CompletableFuture::join).toList());
    }
  }

  /**
   * A cancellation that no part told of is the caller's, on whichever thread: one part that is
   * cancelled must not cancel the others.
   */
  private void complete(Throwable failure) {
    if (failure instanceof CancellationException && failure != told) {
      parts.forEach(part -> part.cancel(false));
    }
  }
}
