package org.hotloop.loop.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.hotloop.EventLoop;

/** A future whose asynchronous continuations, and theirs, run on its loop. */
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
