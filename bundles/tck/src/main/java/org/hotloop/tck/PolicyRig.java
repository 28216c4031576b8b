package org.hotloop.tck;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** A policy, and the loops to be closed after a test of it. */
final class PolicyRig implements AutoCloseable {

  private final EventLoopPolicy policy;
  private final Deque<EventLoop> loops = new ArrayDeque<>();

  PolicyRig(EventLoopPolicy policy) {
    this.policy = policy;
  }

  EventLoopPolicy policy() {
    return policy;
  }

  @Override
  public void close() {
    policy.setChildWatcher(null);
    loops.forEach(EventLoop::close);
  }

  RecordingWatcher defaultWatcher() {
    return (RecordingWatcher) policy.getChildWatcher();
  }

  EventLoop closing(EventLoop loop) {
    loops.push(loop);
    return loop;
  }

  /** What {@code work} gives or throws on a thread that is not the main context. */
  static <T> T inAnotherThread(ThrowingSupplier<T> work) throws Exception {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(work.get());
              } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    thread.start();
    try {
      return answer.get();
    } catch (ExecutionException thrown) {
      if (thrown.getCause() instanceof Exception own) {
        throw own;
      }
      throw thrown;
    }
  }
}
