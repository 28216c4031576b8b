package org.hotloop.loop.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * asyncio's default executor: as many threads as processors and four more, 32 at most, made when
 * there is work for them. Idle threads end. Any thread.
 */
final class WorkPool {

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /** Work that was taken and is not over. Guarded by this. */
  private int pending;

  /** Guarded by this. */
  private boolean shut;

  /** Threads are named {@code threadPrefix} and a number. */
  WorkPool(String threadPrefix) {
    int count = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> UnpinnedThreads.daemon(threadPrefix + number.incrementAndGet(), work));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Takes work.
   *
   * @throws RejectedExecutionException when shut down
   */
  synchronized void execute(Runnable work) {
    threads.execute(
        () -> {
          try {
            work.run();
          } finally {
            over();
          }
        });
    pending++; // the work, however quick, cannot be over before: over() waits for this monitor
  }

  /**
   * Takes no more; what was taken is still done. Idempotent.
   *
   * @return complete when all of that is over, on the thread of the last or, at once, on this one
   */
  CompletableFuture<Void> shutdown() {
    boolean idle;
    synchronized (this) {
      shut = true;
      threads.shutdown();
      idle = pending == 0;
    }
    tell(idle);
    return done;
  }

  /** Whether all that was taken is over. */
  synchronized boolean isIdle() {
    return pending == 0;
  }

  private void over() {
    boolean last;
    synchronized (this) {
      pending--;
      last = shut && pending == 0;
    }
    tell(last);
  }

  /** Outside the monitor: who waits is called. */
  private void tell(boolean over) {
    if (over) {
      done.complete(null);
    }
  }
}
