package org.hotloop.loop.internal;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExecutorShutdownException;

/**
 * Runs a loop's blocking work elsewhere: on the executor that the caller names, on the default one
 * that was set, or on a pool made on first use. Any thread.
 */
public final class LoopExecutor implements AutoCloseable {

  private final Supplier<EventLoop> loop;
  private final String threadPrefix;

  /** What was begun and whose outcome the loop has not been told. */
  private final Set<CompletableFuture<?>> untold = ConcurrentHashMap.newKeySet();

  /** What {@link #setDefault} gave; null before. Guarded by this. */
  private Executor foreign;

  /** Null before its first work; idle, so without threads, once replaced. Guarded by this. */
  private WorkPool own;

  /** Guarded by this. */
  private boolean shutdown;

  /** Takes no work any more. Guarded by this. */
  private boolean retired;

  /** Guarded by this. */
  private boolean closed;

  /** For the loop that {@code loop} gives; threads are named {@code threadPrefix} and a number. */
  public LoopExecutor(Supplier<EventLoop> loop, String threadPrefix) {
    this.loop = loop;
    this.threadPrefix = threadPrefix;
  }

  /** As {@link EventLoop#runInExecutor}. */
  public <T> CompletableFuture<T> run(Executor executorOrNull, Callable<T> work) {
    Objects.requireNonNull(work, "work");
    EventLoop owner = loop.get();
    CompletableFuture<T> future = owner.createFuture();
    Work<T> piece = new Work<>(owner, work, future);
    untold.add(future);
    future.whenComplete((result, failure) -> untold.remove(future)); // after all who wait for it
    try {
      dispatch(executorOrNull, piece);
    } catch (RuntimeException refused) {
      untold.remove(future);
      throw refused;
    }
    return future;
  }

  private void dispatch(Executor executorOrNull, Runnable piece) {
    if (executorOrNull == null) {
      runByDefault(piece);
    } else {
      checkElsewhere(executorOrNull).execute(piece);
    }
  }

  /** As {@link EventLoop#setDefaultExecutor}. */
  public void setDefault(Executor executor) {
    checkElsewhere(Objects.requireNonNull(executor, "executor"));
    synchronized (this) {
      foreign = executor;
    }
  }

  /** As {@link EventLoop#shutdownDefaultExecutor}. */
  public CompletableFuture<Void> shutdown() {
    WorkPool pool;
    synchronized (this) {
      checkOpen();
      shutdown = true;
      pool = own;
    }
    EventLoop owner = loop.get();
    CompletableFuture<Void> future = owner.createFuture();
    if (pool == null) {
      future.complete(null);
    } else {
      pool.shutdown().thenRun(() -> onLoop(owner, future, () -> future.complete(null)));
    }
    return future;
  }

  /** Whether nothing of what was made here works, and the loop knows what came of it. */
  public synchronized boolean isIdle() {
    return untold.isEmpty() && (own == null || own.isIdle());
  }

  /** No more work comes: what was taken is still done, and threads without work end at once. */
  public void retire() {
    WorkPool pool;
    synchronized (this) {
      retired = true;
      pool = own;
    }
    if (pool != null) {
      pool.shutdown();
    }
  }

  /** Shuts down what was made here, without waiting for its work. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    retire();
  }

  private void runByDefault(Runnable piece) {
    Executor executor;
    synchronized (this) {
      checkNotRetired();
      checkNotShutdown();
      if (foreign == null) {
        pool().execute(piece);
        return;
      }
      executor = foreign;
    }
    executor.execute(piece);
  }

  private WorkPool pool() {
    if (own == null) {
      own = new WorkPool(threadPrefix);
    }
    return own;
  }

  private void checkNotRetired() {
    if (retired) {
      throw Lifecycle.closed();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw Lifecycle.closed();
    }
  }

  private void checkNotShutdown() {
    if (shutdown) {
      throw new ExecutorShutdownException(
          "the event loop's default executor was shut down; name an executor for the work");
    }
  }

  private Executor checkElsewhere(Executor executor) {
    if (executor == loop.get()) {
      throw new IllegalArgumentException(
          "the executor is the event loop itself, which work that blocks would block");
    }
    return executor;
  }

  private static void onLoop(EventLoop loop, CompletableFuture<?> future, Runnable settle) {
    try {
      loop.callSoonThreadsafe(settle);
    } catch (EventLoopClosedException loopClosed) {
      // No loop is left to tell it on; who waits must not wait for ever.
      future.completeExceptionally(loopClosed);
    }
  }

  /** A piece of work and the future that it settles, on the loop's thread. */
  private record Work<T>(EventLoop loop, Callable<T> work, CompletableFuture<T> future)
      implements Runnable {

    @Override
    public void run() {
      if (future.isDone()) {
        return; // cancelled before it began
      }
      Runnable settle;
      try {
        T value = work.call();
        settle = () -> future.complete(value);
      } catch (Throwable failure) {
        settle = () -> future.completeExceptionally(failure);
      }
      onLoop(loop, future, settle);
    }
  }
}
