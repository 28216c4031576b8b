package org.hotloop.shell.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.hotloop.subprocess.Subprocesses;

/**
 * A service that can be taken away while a command waits for one of its stages, which then complete
 * no more. Any thread.
 */
final class Lease {

  private final Subprocesses subprocesses;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Lease(Subprocesses subprocesses) {
    this.subprocesses = subprocesses;
  }

  /** The service; its children are killed when the lease ends. */
  Subprocesses subprocesses() {
    return subprocesses;
  }

  boolean isOf(Subprocesses other) {
    return subprocesses == other;
  }

  /** Ends all waiting, now and later. Idempotent. */
  void end() {
    end.complete(null);
  }

  /**
   * Waits for a stage of the service.
   *
   * @return its result
   * @throws Exception the stage's own failure, not wrapped
   * @throws InterruptedException when interrupted; the stage goes on
   * @throws IllegalStateException when the lease ended first
   */
  <T> T await(CompletionStage<T> stage) throws Exception {
    CompletableFuture<T> result = stage.toCompletableFuture();
    try {
      CompletableFuture.anyOf(result, end).get();
    } catch (InterruptedException interrupt) {
      throw new InterruptedException("interrupted; the program is being ended");
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    }
    if (!result.isDone()) {
      throw new IllegalStateException(
          "the service that runs programs went away; the program is killed");
    }
    return result.join();
  }
}
