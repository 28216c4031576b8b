package org.hotloop.itests.stress.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** How long is waited. */
public final class Patience {

  /** That long without what is hoped for means that it does not come. */
  public static final long NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** Between two swaps: at most 200 of them a second. */
  private static final long LEAST_PAUSE_MILLIS = 5;

  private static final long LONGEST_PAUSE_MILLIS = 15;

  private Patience() {}

  /** Returns when it holds, or is not to be hoped for any more; says which. */
  public static boolean await(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > NANOS) {
        return false;
      }
      poll();
    }
    return true;
  }

  /** Until something is looked at again. */
  public static void poll() {
    LockSupport.parkNanos(POLL_NANOS);
  }

  /** Until the next swap. */
  public static void pause(RandomGenerator random) {
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(random.nextLong(LEAST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
  }
}
