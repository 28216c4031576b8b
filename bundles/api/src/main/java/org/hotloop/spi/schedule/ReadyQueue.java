package org.hotloop.spi.schedule;

/**
 * The callbacks that are ready, first in first out over all threads: what another thread posted
 * before the loop's own thread added something also runs before it.
 *
 * <p>They are linked by themselves. An array would be longer-lived than they are, and to store them
 * there would cost, each time, the fence that a garbage collector of generations has for that.
 */
public final class ReadyQueue {

  /**
   * Null while there is none. As all but the inbox of the running thread; the next run's sees it.
   */
  private Queued first;

  /** As {@link #first}. */
  private Queued last;

  private final Inbox inbox = new Inbox();

  /** Empty. */
  public ReadyQueue() {}

  /** Appends what is in no queue. The running thread only. */
  public void add(CallbackHandle callback) {
    if (!inbox.isEmpty()) {
      takeIn();
    }
    append(callback, callback);
  }

  /**
   * Appends what is in no queue. Any thread.
   *
   * @return false when closed
   */
  public boolean post(CallbackHandle callback) {
    return inbox.push(callback);
  }

  /** Whether nothing is ready. The running thread only. */
  public boolean isEmpty() {
    return first == null && inbox.isEmpty();
  }

  /** How many are ready now, by counting them. The running thread only. */
  public int size() {
    lastNow();
    int count = 0;
    for (Queued one = first; one != null; one = one.next) {
      count++;
    }
    return count;
  }

  /** The last of those that are ready now; null for none. The running thread only. */
  public CallbackHandle lastNow() {
    if (!inbox.isEmpty()) {
      takeIn();
    }
    return (CallbackHandle) last;
  }

  /** Removes the first, up to the one that {@link #lastNow} told of. The running thread only. */
  public CallbackHandle take() {
    Queued taken = first;
    first = taken.next;
    taken.next = null; // or who keeps it would keep all that follow
    if (first == null) {
      last = null;
    }
    return (CallbackHandle) taken;
  }

  /** Drops all and takes nothing more. While nobody runs. */
  public void close() {
    inbox.close();
    first = null;
    last = null;
  }

  private void takeIn() {
    Queued oldest = inbox.takeAll();
    Queued newest = oldest;
    while (newest.next != null) {
      newest = newest.next;
    }
    append(oldest, newest);
  }

  private void append(Queued from, Queued to) {
    if (first == null) {
      first = from;
    } else {
      last.next = from;
    }
    last = to;
  }
}
