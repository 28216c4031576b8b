package org.hotloop.loop.proactor.internal;

import java.util.concurrent.locks.LockSupport;

/** Where a loop's thread waits for whoever has something for it. */
public final class Parking {

  /** Up from a wake-up until the wait that it ends. */
  private volatile boolean woken;

  /** Who waited last; written before {@link #woken} is read, so that no wake-up falls between. */
  private volatile Thread parked;

  /** Nobody waits. */
  public Parking() {}

  /**
   * Waits for a wake-up, not longer than {@code nanos}; one that has come already ends it at once.
   * An interrupt ends it as well, and stays set. The loop's thread.
   */
  public void park(long nanos) {
    parked = Thread.currentThread();
    if (!woken) {
      LockSupport.parkNanos(this, nanos); // which returns at once for 0
    }
    woken = false;
    parked = null; // the thread is its owner's
  }

  /** Ends the wait, the one going on or else the next. Any thread. */
  public void unpark() {
    woken = true;
    LockSupport.unpark(parked); // nobody: nothing is done
  }
}
