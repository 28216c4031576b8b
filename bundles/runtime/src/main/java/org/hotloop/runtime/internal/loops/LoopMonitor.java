package org.hotloop.runtime.internal.loops;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The thread that looks after managed loops, {@code hotloop-monitor}: four times a second. */
final class LoopMonitor implements AutoCloseable {

  private static final long PERIOD_MILLIS = 250;

  private final ScheduledThreadPoolExecutor thread;

  /**
   * @param look looks at all of them; does not throw
   */
  LoopMonitor(Runnable look) {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "hotloop-monitor");
              made.setDaemon(true);
              return made;
            });
    thread.scheduleAtFixedRate(look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
