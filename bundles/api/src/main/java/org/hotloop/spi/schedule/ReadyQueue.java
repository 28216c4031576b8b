package org.hotloop.spi.schedule;

/**
 * The callbacks that are ready, first in first out over all threads: what another thread posted
 * before the loop's own thread added something also runs before it.
 *
 * <p>They are linked by themselves. An array would be longer-lived than they are, and to store them
 * there would cost, each time, the fence that a garbage collector of generations has for that.
 */
public final class ReadyQueue<E extends Queued> {

  /**
   * Null while there is none. As all but the inbox of the running thread; the next run's sees it.
   */
  private Queued first;

  /** As {@link #first}. */
  private Queued last;

  private int size;

  private final Inbox<E> inbox = new Inbox<>();

  /** Empty. */
  public ReadyQueue() {}

  /** Appends what is in no queue. The running thread only. */
  public void add(E element) {
    takeIn();
    append(element, element, 1);
  }

  /**
   * Appends what is in no queue. Any thread.
   *
   * @return false when closed
   */
  public boolean post(E element) {
    return inbox.push(element);
  }

  /** Whether nothing is ready. The running thread only. */
  public boolean isEmpty() {
    return size == 0 && inbox.isEmpty();
  }

  /** How many are ready now. The running thread only. */
  public int size() {
    takeIn();
    return size;
  }

  /** Removes the first of those that {@link #size} told of. The running thread only. */
  @SuppressWarnings("unchecked") // only what add() and post() took is linked
  public E take() {
    Queued taken = first;
    first = taken.next;
    taken.next = null; // or who keeps it would keep all that follow
    size--;
    if (size == 0) {
      last = null;
    }
    return (E) taken;
  }

  /** Drops all and takes nothing more. While nobody runs. */
  public void close() {
    inbox.close();
    first = null;
    last = null;
    size = 0;
  }

  private void takeIn() {
    if (!inbox.isEmpty()) {
      appendReversed(inbox.takeAll());
    }
  }

  private void appendReversed(Queued newest) {
    Queued oldest = null;
    int count = 0;
    for (Queued element = newest; element != null; count++) {
      Queued older = element.next;
      element.next = oldest;
      oldest = element;
      element = older;
    }
    append(oldest, newest, count);
  }

  private void append(Queued from, Queued to, int count) {
    if (size == 0) {
      first = from;
    } else {
      last.next = from;
    }
    last = to;
    size += count;
  }
}
