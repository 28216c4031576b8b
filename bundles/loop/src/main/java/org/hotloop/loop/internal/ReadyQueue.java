package org.hotloop.loop.internal;

import java.util.ArrayDeque;

/**
 * The callbacks that are ready, first in first out over all threads: what another thread posted
 * before the loop's own thread added something also runs before it.
 */
final class ReadyQueue {

  /** Touched by the thread that runs the loop only; a next run's thread sees it as it was left. */
  private final ArrayDeque<CallbackHandle> ready = new ArrayDeque<>();

  private final Inbox inbox = new Inbox();

  /** Appends. The running thread only. */
  void add(CallbackHandle handle) {
    takeIn();
    ready.addLast(handle);
  }

  /**
   * Appends. Any thread.
   *
   * @return false when closed
   */
  boolean post(CallbackHandle handle) {
    return inbox.push(handle);
  }

  /** Whether nothing is ready. The running thread only. */
  boolean isEmpty() {
    return ready.isEmpty() && inbox.isEmpty();
  }

  /** How many are ready now. The running thread only. */
  int size() {
    takeIn();
    return ready.size();
  }

  /** Removes the first, of which there must be one. The running thread only. */
  CallbackHandle take() {
    return ready.removeFirst();
  }

  /** Drops all and takes nothing more. While nobody runs. */
  void close() {
    inbox.close();
    ready.clear();
  }

  private void takeIn() {
    if (!inbox.isEmpty()) {
      inbox.drainTo(ready);
    }
  }
}
