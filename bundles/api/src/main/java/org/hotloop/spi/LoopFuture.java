package org.hotloop.spi;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.hotloop.EventLoop;

/** A future of a loop: its asynchronous continuations, and theirs, run there. Any thread. */
public final class LoopFuture<T> extends CompletableFuture<T> {

  private final EventLoop loop;

  /** Not complete. */
  public LoopFuture(EventLoop loop) {
    this.loop = Objects.requireNonNull(loop, "loop");
  }

  @Override
  public Executor defaultExecutor() {
    return loop;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new LoopFuture<>(loop);
  }
}
