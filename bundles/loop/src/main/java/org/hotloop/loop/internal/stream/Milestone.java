package org.hotloop.loop.internal.stream;

import java.util.concurrent.CompletableFuture;

/**
 * Something that happens once, such as an exit, and the stages that wait for it. Each stage is its
 * waiter's own, so that cancelling one cancels no other. Loop's thread only.
 */
public final class Milestone<T> {

  private final Stages stages;
  private final Waiters<T> waiters;
  private final CompletableFuture<T> reached = new CompletableFuture<>();

  /** Not reached. */
  public Milestone(Stages stages) {
    this.stages = stages;
    waiters = new Waiters<>(stages);
  }

  /** It has happened; a second call does nothing. */
  public void reach(T value) {
    if (reached.complete(value)) {
      waiters.complete(value);
    }
  }

  /** It will not happen; does nothing when it has. */
  public void fail(Throwable cause) {
    if (reached.completeExceptionally(cause)) {
      waiters.fail(cause);
    }
  }

  /** Completes {@code stage} when it has happened, perhaps now. */
  public void await(CompletableFuture<T> stage) {
    if (!reached.isDone()) {
      waiters.add(stage);
      return;
    }
    reached.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            stages.complete(stage, value);
          } else {
            stages.fail(stage, failure);
          }
        });
  }

  /** Forgets who waits: their stages never complete, and are not kept. */
  public void abandon() {
    waiters.forget();
  }
}
