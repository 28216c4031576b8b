package org.hotloop.demo.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The books of callbacks, kept apart from the code that it checks: each that was asked for has to
 * come, once, and in its order. Any thread; guarded by this.
 */
final class CallbackLedger {

  /** What the books say. */
  record Balance(long asked, long lost, long doubled, long outOfOrder) {

    boolean isClean() {
      return lost == 0 && doubled == 0 && outOfOrder == 0;
    }

    Balance plus(Balance other) {
      return new Balance(
          asked + other.asked,
          lost + other.lost,
          doubled + other.doubled,
          outOfOrder + other.outOfOrder);
    }
  }

  private final Set<Long> missing = new HashSet<>();
  private long asked;
  private long latest;
  private long doubled;
  private long outOfOrder;

  /** One more is asked for, by the only thread that does; until it comes it counts as lost. */
  synchronized long asked() {
    missing.add(++asked);
    return asked;
  }

  /** It came. */
  synchronized void came(long number) {
    if (!missing.remove(number)) {
      doubled++;
    } else if (number < latest) {
      outOfOrder++;
    }
    latest = Math.max(latest, number);
    if (missing.isEmpty()) {
      notifyAll();
    }
  }

  /** Waits until all came, or {@code millis} have passed without. */
  synchronized boolean awaitAll(long millis) throws InterruptedException {
    long begun = System.nanoTime();
    long patience = TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = patience; !missing.isEmpty() && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = patience - (System.nanoTime() - begun);
    }
    return missing.isEmpty();
  }

  /** What has not come by now is lost. */
  synchronized Balance balance() {
    return new Balance(asked, missing.size(), doubled, outOfOrder);
  }
}
