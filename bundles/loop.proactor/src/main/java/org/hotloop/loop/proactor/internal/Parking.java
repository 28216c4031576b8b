package org.hotloop.loop.proactor.internal;

import java.util.concurrent.locks.LockSupport;

/** Where a loop's thread waits for whoever has something for it. */
public final class Parking {

  private static final long MILLI = 1_000_000;

  /** Up from a wake-up until the wait that it ends. */
  private volatile boolean woken;

  /** Who waited last; written before {@link #woken} is read, so that no wake-up falls between. */
  private volatile Thread parked;

  /** Nobody waits. */
  public Parking() {}

  /**
   * Waits for a wake-up, not longer than {@code nanos} rounded up to milliseconds, as a completion
   * port and a selector do, so that timers close to each other share one; a wake-up that has come
   * already ends it at once. An interrupt ends it as well, and stays set. The loop's thread.
   */
  public void park(long nanos) {
    parked = Thread.currentThread();
    if (!woken) {
      LockSupport.parkNanos(this, roundedUp(nanos)); // which returns at once for 0
    }
    woken = false;
    parked = null; // the thread is its owner's
  }

  private static long roundedUp(long nanos) {
    return nanos > Long.MAX_VALUE - MILLI ? nanos : (nanos + MILLI - 1) / MILLI * MILLI;
  }

  /** Ends the wait, the one going on or else the next. Any thread. */
  public void unpark() {
    woken = true;
    LockSupport.unpark(parked); // nobody: nothing is done
  }
}
