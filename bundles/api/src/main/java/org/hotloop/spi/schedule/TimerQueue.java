package org.hotloop.spi.schedule;

import java.util.function.BooleanSupplier;

/**
 * Timers by time, those of the same time by turn. A cancelled one really leaves, and a million of
 * them leave no garbage behind.
 *
 * <p>It is the running thread's, without a lock. What other threads add, and what they cancel,
 * waits in an inbox until that thread looks; a cancelled one keeps nothing alive meanwhile.
 *
 * <p>Most timers are timeouts that are far away and will be cancelled. Those far away are piled up
 * in no order. Only when the first of the pile may be due, what is near by then is moved into a
 * heap; that looks at the whole pile, but not more often than once in the time that is near. So all
 * in the heap are before all in the pile, and each timer knows its place, to be removed from there.
 *
 * <p>Times are nanoseconds of a clock that may wrap around. Only their differences are looked at,
 * so all times within lie less than 2<sup>62</sup> apart; {@link Deadlines} sees to that.
 */
public final class TimerQueue {

  /** A second: with a million timers piled up, a thousandth of the time goes into looking. */
  private static final long NEAR_NANOS = 1_000_000_000;

  /** What another thread has cancelled, and may still be here. */
  private static final class Removal extends Queued {

    private final ScheduledTimer timer;

    Removal(ScheduledTimer timer) {
      this.timer = timer;
    }
  }

  private final BooleanSupplier isRunningThread;
  private final Inbox inbox = new Inbox();

  /** As all but the inbox of the running thread; the next run's sees them. */
  private final TimerHeap near = new TimerHeap();

  private final TimerPile far = new TimerPile();
  private int size;

  /** What is earlier belongs to {@link #near}, all else to {@link #far}. */
  private long border;

  private long turn;

  /**
   * Empty.
   *
   * @param isRunningThread whether who asks is the thread that runs the loop; false while none does
   */
  public TimerQueue(BooleanSupplier isRunningThread) {
    this.isRunningThread = isRunningThread;
  }

  /**
   * Adds a timer that is in no queue. Any thread.
   *
   * @return false when closed
   */
  public boolean add(ScheduledTimer timer) {
    if (!isRunningThread.getAsBoolean()) {
      return inbox.push(timer); // with a fence: who added looks next whether the loop sleeps
    }
    takeIn();
    put(timer);
    return true;
  }

  /** Removes a timer that was cancelled, if it is here, or once it comes. Any thread. */
  void remove(ScheduledTimer cancelled) {
    if (isRunningThread.getAsBoolean()) {
      takeOut(cancelled);
    } else {
      inbox.push(new Removal(cancelled));
    }
  }

  /** Whether there is none. The running thread only, as all that follows. */
  public boolean isEmpty() {
    return size == 0 && inbox.isEmpty();
  }

  /** How many there are. */
  public int size() {
    takeIn();
    return size;
  }

  /**
   * How long from {@code now} until the first may be due, never negative; as long as can be for
   * none. When a timer was removed, it may come to nothing.
   */
  public long untilFirst(long now) {
    takeIn();
    return size == 0 ? Long.MAX_VALUE : Math.max(0, earliest() - now);
  }

  /** Not later than any. While there is one. */
  public long earliest() {
    takeIn();
    return near.isEmpty() ? far.earliest() : near.when(0);
  }

  /** Makes those ready that are due at {@code now}, in order. */
  public void takeDue(long now, ReadyQueue ready) {
    takeIn();
    while (isDue(now)) {
      ScheduledTimer due = near.timer(0);
      takeOut(due);
      ready.add(due);
    }
  }

  /** Drops all and takes nothing more. While nobody runs. */
  public void close() {
    inbox.close();
    near.clear();
    far.clear();
    size = 0;
  }

  private boolean isDue(long now) {
    if (near.isEmpty() && !far.isEmpty() && far.earliest() - now <= 0) {
      border = now + NEAR_NANOS;
      far.moveBefore(border, near);
    }
    return !near.isEmpty() && near.when(0) - now <= 0;
  }

  private void takeIn() {
    if (!inbox.isEmpty()) {
      takeIn(inbox.takeAll());
    }
  }

  private void takeIn(Queued oldest) {
    Queued one = oldest;
    while (one != null) {
      Queued newer = one.next;
      one.next = null; // a timer is to stand in another queue
      if (one instanceof Removal removal) {
        takeOut(removal.timer);
      } else {
        put((ScheduledTimer) one);
      }
      one = newer;
    }
  }

  private void put(ScheduledTimer timer) {
    if (timer.isCancelled()) {
      return; // and nobody will take it out again
    }
    long when = timer.when();
    if (size == 0) {
      border = when - Deadlines.HORIZON_NANOS; // all are far until one is due, and tells the time
    }
    if (when - border < 0) {
      near.add(timer, when, turn++);
    } else {
      far.add(timer, when, turn++);
    }
    size++;
  }

  private void takeOut(ScheduledTimer timer) {
    if (timer.place == ScheduledTimer.NOWHERE) {
      return;
    }
    if (timer.when() - border < 0) {
      near.removeAt(timer.place);
    } else {
      far.removeAt(timer.place);
    }
    size--;
  }
}
