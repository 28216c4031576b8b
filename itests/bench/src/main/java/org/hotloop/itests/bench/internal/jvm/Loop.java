package org.hotloop.itests.bench.internal.jvm;

import java.time.Duration;

/** How a peer calls back. */
public interface Loop {

  /** From the loop's thread. */
  void callSoon(Runnable callback);

  /** From any thread. */
  void callSoonThreadsafe(Runnable callback);

  /**
   * From the loop's thread.
   *
   * @return cancels it, from the same thread
   */
  Runnable callLater(Duration delay, Runnable callback);
}
