package org.hotloop.spi.schedule;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Times of a clock of nanoseconds that may wrap around, near enough to each other to be told which
 * is first. Any thread.
 */
public final class Deadlines {

  /** A quarter of the range of the clock, 73 years: any two within can be told. */
  static final long HORIZON_NANOS = Long.MAX_VALUE / 4;

  private static final Duration HORIZON = Duration.ofNanos(HORIZON_NANOS);

  /** What is as near as this to a time of the last years is within the horizon. */
  private static final long CERTAIN_NANOS = HORIZON_NANOS / 2;

  private final LongSupplier clock;

  /** A time of the clock, not long ago as ages go: most deadlines need no newer one. */
  private volatile long seen;

  /** Whether {@link #seen} is one; written after it. */
  private volatile boolean hasSeen;

  /** Of {@code clock}, which is not asked yet. */
  public Deadlines(LongSupplier clock) {
    this.clock = clock;
  }

  /** When {@code delay} has passed; a negative one is as zero. */
  public long after(Duration delay) {
    long nanos = HORIZON_NANOS;
    if (delay.compareTo(HORIZON) < 0) {
      nanos = delay.isNegative() ? 0 : delay.toNanos();
    }
    return clock.getAsLong() + nanos;
  }

  /** {@code when}, or as near to it as can be told from now. */
  public long within(long when) {
    if (hasSeen && isWithin(when - seen, CERTAIN_NANOS)) {
      return when;
    }
    long now = clock.getAsLong();
    seen = now;
    hasSeen = true;
    return now + Math.max(-HORIZON_NANOS, Math.min(HORIZON_NANOS, when - now));
  }

  private static boolean isWithin(long distance, long limit) {
    return -limit <= distance && distance <= limit;
  }
}
