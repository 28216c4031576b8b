package org.hotloop.runtime.internal.calls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that call providers for others, so that a call that hangs keeps a thread of ours and
 * nobody else's. Usually there is one, {@code hotloop-swap-1}, which ends when it has been idle;
 * one more is made for each call that hangs. Any thread.
 */
public final class Deputies implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Deputies.class.getName());
  private static final long IDLE_SECONDS = 1;

  private final Duration limit;
  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          work -> deputy(work, "hotloop-swap-" + made.incrementAndGet()));

  /**
   * @param limit how long one call to a provider may take
   */
  public Deputies(Duration limit) {
    this.limit = limit;
  }

  /**
   * For whom this thread acts: who waits in {@link #call} for what it does. Whoever asks whether a
   * thread holds a lock has to ask for that one, too.
   */
  public static Optional<Thread> principal() {
    return Call.principal();
  }

  /**
   * Does {@code work}, which calls a provider, on another thread and waits for it. Where there can
   * be no other thread it is done on this one.
   *
   * @throws HangException when one step of it takes longer than the limit; its thread is
   *     interrupted and left alone
   */
  public <T> T call(Steps.Work<T> work) throws HangException {
    Call<T> call = new Call<>(Thread.currentThread(), work);
    try {
      threads.execute(call);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // a swap loses no child because a thread cannot start
      LOG.log(Level.WARNING, "no thread to call a provider on; called on this one", noThread);
      call.run();
    }
    return call.await(limit);
  }

  /** Interrupts those that are left; each ends when its call returns. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread deputy(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    // not that of whoever caused the first swap, which would keep a bundle's classes
    thread.setContextClassLoader(Deputies.class.getClassLoader());
    return thread;
  }
}
