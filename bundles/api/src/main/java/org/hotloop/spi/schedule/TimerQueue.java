package org.hotloop.spi.schedule;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Timers by time, those of the same time by turn. A cancelled one really leaves, and a million of
 * them leave no garbage behind. Any thread; guarded by its own monitor.
 *
 * <p>Most timers are timeouts that are far away and will be cancelled. Those far away are piled up
 * in no order. Only when the first of the pile may be due, what is near by then is moved into a
 * heap; that looks at the whole pile, but not more often than once in the time that is near. So all
 * in the heap are before all in the pile, and each timer knows its place, to be removed from there.
 *
 * <p>Times are nanoseconds of a clock that may wrap around. Only their differences are looked at,
 * so all times within lie less than 2<sup>62</sup> apart; {@link Deadlines} sees to that.
 */
public final class TimerQueue<E extends Timed> {

  /** A second: with a million timers piled up, a thousandth of the time goes into looking. */
  private static final long NEAR_NANOS = 1_000_000_000;

  private final TimerHeap near = new TimerHeap();
  private final TimerPile far = new TimerPile();

  /** What is earlier belongs to {@link #near}, all else to {@link #far}. */
  private long border;

  private long turn;
  private boolean closed;

  /**
   * None is earlier. As {@link #size}, which is written after it; without meaning where that is 0.
   */
  private final AtomicLong earliest = new AtomicLong();

  /** Written inside the monitor; read outside, so that to look costs a run no lock. */
  private final AtomicInteger size = new AtomicInteger();

  /** Empty. */
  public TimerQueue() {}

  /**
   * Adds a timer that is in no queue.
   *
   * @return false when closed
   */
  public synchronized boolean add(E timer) {
    if (closed) {
      return false;
    }
    long when = timer.when();
    int before = size.getPlain();
    if (before == 0) {
      border = when - Deadlines.HORIZON_NANOS; // all are far until one is due, and tells the time
    }
    if (when - border < 0) {
      near.add(timer, when, turn++);
    } else {
      far.add(timer, when, turn++);
    }
    setEarliest();
    size.set(before + 1); // with a fence: who added looks next whether the loop sleeps
    return true;
  }

  /** Removes a timer; without effect when it is not, or no more, in the queue. */
  public synchronized void remove(E timer) {
    if (closed || timer.place() == Timed.NOWHERE) {
      return;
    }
    if (timer.when() - border < 0) {
      near.removeAt(timer.place());
    } else {
      far.removeAt(timer.place());
    }
    left();
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return size.get() == 0;
  }

  /** How many there are. */
  public int size() {
    return size.get();
  }

  /** Not later than any; without meaning where there is none. */
  public long earliest() {
    return earliest.get();
  }

  /**
   * How long from {@code now} until the first may be due, never negative; as long as can be for
   * none. When a timer was removed, it may come to nothing.
   */
  public long untilFirst(long now) {
    return isEmpty() ? Long.MAX_VALUE : Math.max(0, earliest() - now);
  }

  /** Takes out those due at {@code now}, in order. */
  public void takeDue(long now, Consumer<? super E> taker) {
    if (untilFirst(now) == 0) {
      takeFirst(now, taker);
    }
  }

  /** Drops all and takes nothing more. */
  public synchronized void close() {
    closed = true;
    near.clear();
    far.clear();
    size.set(0);
  }

  @SuppressWarnings("unchecked") // only what add() took is within
  private synchronized void takeFirst(long now, Consumer<? super E> taker) {
    while (isDue(now)) {
      E due = (E) near.timer(0);
      near.removeAt(0);
      left();
      taker.accept(due);
    }
    setEarliest();
  }

  private boolean isDue(long now) {
    if (near.isEmpty() && !far.isEmpty() && far.earliest() - now <= 0) {
      border = now + NEAR_NANOS;
      far.moveBefore(border, near);
    }
    return !near.isEmpty() && near.when(0) - now <= 0;
  }

  private void left() {
    setEarliest();
    size.lazySet(near.size() + far.size());
  }

  private void setEarliest() {
    earliest.lazySet(near.isEmpty() ? far.earliest() : near.when(0));
  }
}
