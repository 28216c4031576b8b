package org.hotloop.spi.schedule;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where other threads put callbacks for the loop: a stack without locks whose links are the
 * callbacks themselves. Any number of threads push, one drains.
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

  /** Takes what is there: the newest, linked to older ones, or null. The draining thread only. */
  Queued takeAll() {
    return newest.getAndSet(null);
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  /** Drops what is there and takes nothing more; nobody drains any longer. */
  void close() {
    newest.set(CLOSED);
  }
}
