package org.hotloop.spi.schedule;

import java.util.ArrayDeque;

/**
 * The callbacks that are ready, first in first out over all threads: what another thread posted
 * before the loop's own thread added something also runs before it.
 */
public final class ReadyQueue<E extends Queued> {

  /** Touched by the thread that runs the loop only; a next run's thread sees it as it was left. */
  private final ArrayDeque<E> ready = new ArrayDeque<>();

  private final Inbox<E> inbox = new Inbox<>();

  /** Empty. */
  public ReadyQueue() {}

  /** Appends. The running thread only. */
  public void add(E element) {
    takeIn();
    ready.addLast(element);
  }

  /**
   * Appends. Any thread.
   *
   * @return false when closed
   */
  public boolean post(E element) {
    return inbox.push(element);
  }

  /** Whether nothing is ready. The running thread only. */
  public boolean isEmpty() {
    return ready.isEmpty() && inbox.isEmpty();
  }

  /** How many are ready now. The running thread only. */
  public int size() {
    takeIn();
    return ready.size();
  }

  /** Removes the first, of which there must be one. The running thread only. */
  public E take() {
    return ready.removeFirst();
  }

  /** Drops all and takes nothing more. While nobody runs. */
  public void close() {
    inbox.close();
    ready.clear();
  }

  private void takeIn() {
    if (!inbox.isEmpty()) {
      inbox.drainTo(ready);
    }
  }
}
