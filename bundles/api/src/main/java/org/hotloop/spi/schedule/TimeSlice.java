package org.hotloop.spi.schedule;

/**
 * How long a loop that always has something ready runs callbacks before it looks for events.
 * asyncio looks before each batch; that is a system call, which costs as much as a hundred small
 * callbacks. So here it waits until a slice of time is over, which is short beside what an event
 * takes to arrive. Where a batch takes as long as that, it is as in asyncio.
 *
 * <p>The clock costs more than a small callback, too: it is read after each batch while batches are
 * slow, and the more rarely, up to a limit, the quicker they are. The running thread only.
 */
public final class TimeSlice {

  private static final long NANOS = 50_000;

  /** What takes no longer than this between two looks at the clock was quick. */
  private static final long QUICK_NANOS = NANOS / 4;

  /** Between two looks at the clock; so many may be slow before it is noticed. */
  private static final int MOST_CALLBACKS = 64;

  private long began = System.nanoTime();
  private long looked = began;
  private int step = 1;
  private int left = step;

  /** The first slice. */
  public TimeSlice() {}

  /**
   * Whether the slice is over; then the next one has begun.
   *
   * @param ran how many callbacks have run since this was asked
   */
  public boolean isOver(int ran) {
    left -= ran;
    if (left > 0) {
      return false;
    }
    long now = System.nanoTime();
    boolean quick = now - looked <= QUICK_NANOS;
    looked = now;
    step = quick ? Math.min(2 * step, MOST_CALLBACKS) : 1;
    left = step;
    if (now - began < NANOS) {
      return false;
    }
    began = now;
    return true;
  }
}
