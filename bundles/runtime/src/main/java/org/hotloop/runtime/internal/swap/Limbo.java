package org.hotloop.runtime.internal.swap;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for statuses that only a provider that failed may have. Its thread, {@code hotloop-limbo},
 * is there while something waits. Any thread.
 */
final class Limbo implements AutoCloseable {

  private final Duration grace;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param grace for how long a status is waited for
   */
  Limbo(Duration grace) {
    this.grace = grace;
    timer = new ScheduledThreadPoolExecutor(1, Limbo::thread);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "hotloop-limbo", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Limbo.class.getClassLoader());
    return thread;
  }

  /** Does {@code givingUp} when the grace is over. */
  void keep(Runnable givingUp) {
    timer.schedule(givingUp, grace.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Nothing is given up any more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
