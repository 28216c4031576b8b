package org.hotloop.spi.schedule;

import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where other threads put callbacks for the loop: a stack without locks whose links are the
 * callbacks themselves. Any number of threads push, one drains; the order of pushes is kept.
 */
final class Inbox<E extends Queued> {

  private static final class Closed extends Queued {}

  private static final Queued CLOSED = new Closed();

  /** The newest, linked to older ones; null when empty, {@link #CLOSED} for good. */
  private final AtomicReference<Queued> newest = new AtomicReference<>();

  /**
   * Takes what is in no inbox. Any thread.
   *
   * @return false when closed
   */
  boolean push(E element) {
    Queued older;
    do {
      older = newest.get();
      if (older == CLOSED) {
        return false;
      }
      element.next = older;
    } while (!newest.compareAndSet(older, element));
    return true;
  }

  /** Moves what is there, oldest first, to the end of {@code target}. The draining thread only. */
  @SuppressWarnings("unchecked") // only what push() took is linked
  void drainTo(Deque<? super E> target) {
    Queued element = oldestFirst(newest.getAndSet(null));
    while (element != null) {
      Queued following = element.next;
      element.next = null;
      target.addLast((E) element);
      element = following;
    }
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  /** Drops what is there and takes nothing more; nobody drains any longer. */
  void close() {
    newest.set(CLOSED);
  }

  private static Queued oldestFirst(Queued newestFirst) {
    Queued reversed = null;
    Queued element = newestFirst;
    while (element != null) {
      Queued older = element.next;
      element.next = reversed;
      reversed = element;
      element = older;
    }
    return reversed;
  }
}
