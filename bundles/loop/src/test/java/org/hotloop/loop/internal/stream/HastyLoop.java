package org.hotloop.loop.internal.stream;

import java.util.concurrent.CompletableFuture;
import org.hotloop.loop.SelectorEventLoop;

/** Each of its futures is cancelled by somebody who is faster than its completion. */
final class HastyLoop extends SelectorEventLoop {

  /** Runs what is ready. */
  void turn() {
    stop();
    runForever();
  }

  @Override
  public <T> CompletableFuture<T> createFuture() {
    return new CompletableFuture<>() {
      @Override
      public boolean complete(T value) {
        cancel(false);
        return super.complete(value);
      }
    };
  }
}
