package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Pieces of work of which each begins where another has ended, some at a time. Any thread. */
final class Chain {

  private static final long PATIENCE_SECONDS = 300;

  private final int count;
  private final Consumer<Chain> piece;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CompletableFuture<Void> all = new CompletableFuture<>();

  private Chain(int count, Consumer<Chain> piece) {
    this.count = count;
    this.piece = piece;
  }

  /**
   * Returns when {@code count} pieces have ended.
   *
   * @param piece begins one, and calls {@link #ended(Throwable)} when it has ended
   */
  static void run(int count, int parallel, Executor beginning, Consumer<Chain> piece)
      throws Exception {
    if (count == 0) {
      return;
    }
    Chain chain = new Chain(count, piece);
    for (int i = 0; i < parallel; i++) {
      beginning.execute(chain::next);
    }
    try {
      chain.all.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(
          "after %d of %d".formatted(chain.ended.get(), count), failure.getCause());
    }
  }

  /** A piece has ended; the next begins before this returns. */
  void ended(Throwable failureOrNull) {
    if (failureOrNull != null) {
      all.completeExceptionally(failureOrNull);
    } else if (ended.incrementAndGet() == count) {
      all.complete(null);
    } else {
      next();
    }
  }

  private void next() {
    if (begun.incrementAndGet() <= count) {
      try {
        piece.accept(this);
      } catch (RuntimeException | Error failure) {
        all.completeExceptionally(failure);
      }
    }
  }
}
