package org.hotloop.loop.internal;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;

/**
 * Runs a loop's blocking work elsewhere. The default executor is asyncio's: made on first use, as
 * many threads as processors and four more, 32 at most. Idle threads end.
 */
public final class LoopExecutor implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;

  private final EventLoop loop;
  private final String threadPrefix;

  /** What {@link #setDefault} gave, else {@link #own}. Guarded by this. */
  private Executor current;

  /** Made here, so shut down here; once replaced it is idle and has no threads. Guarded by this. */
  private ExecutorService own;

  /** Guarded by this. */
  private boolean closed;

  /** For {@code loop}; threads are named {@code threadPrefix} and a number. */
  public LoopExecutor(EventLoop loop, String threadPrefix) {
    this.loop = loop;
    this.threadPrefix = threadPrefix;
  }

  /** As {@link EventLoop#runInExecutor}. */
  public <T> CompletableFuture<T> run(Executor executorOrNull, Callable<T> work) {
    Objects.requireNonNull(work, "work");
    CompletableFuture<T> future = loop.createFuture();
    Executor executor = executorOrNull != null ? executorOrNull : currentDefault();
    executor.execute(new Work<>(loop, work, future));
    return future;
  }

  /** As {@link EventLoop#setDefaultExecutor}. */
  public synchronized void setDefault(Executor executor) {
    current = Objects.requireNonNull(executor, "executor");
  }

  /** Shuts down what was made here, without waiting for its work. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    if (own != null) {
      own.shutdown();
    }
  }

  private synchronized Executor currentDefault() {
    if (closed) {
      throw Lifecycle.closed();
    }
    if (current == null) {
      own = newThreadPool();
      current = own;
    }
    return current;
  }

  private ExecutorService newThreadPool() {
    int threads = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> newThread(work, number.incrementAndGet()),
            (work, closedPool) -> {
              throw Lifecycle.closed(); // it is shut down by close() only
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private Thread newThread(Runnable work, int number) {
    Thread thread = new Thread(work, threadPrefix + number);
    thread.setDaemon(true);
    // Not the context of whoever happened to ask first: it would pin that bundle's class loader.
    thread.setContextClassLoader(LoopExecutor.class.getClassLoader());
    return thread;
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
      onLoop(settle);
    }

    private void onLoop(Runnable settle) {
      try {
        loop.callSoonThreadsafe(settle);
      } catch (EventLoopClosedException loopClosed) {
        // No loop is left to tell it on; who waits must not wait for ever.
        future.completeExceptionally(loopClosed);
      }
    }
  }
}
