package org.hotloop.spi.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where other threads put what is for the loop's: a stack without locks whose links are within what
 * is on it. Any number of threads push, one drains.
 */
final class Inbox {

  private static final class Closed extends Queued {}

  private static final Queued CLOSED = new Closed();

  private static final VarHandle NEWEST = newest();

  /** Linked to older ones; null when empty, {@link #CLOSED} for good. */
  private volatile Queued newest;

  /**
   * Takes what is in no inbox. Any thread.
   *
   * @return false when closed
   */
  boolean push(Queued element) {
    Queued older;
    do {
      older = newest;
      if (older == CLOSED) {
        return false;
      }
      element.next = older;
    } while (!NEWEST.compareAndSet(this, older, element));
    return true;
  }

  /** Whether there is nothing to be taken; so when closed. */
  boolean isEmpty() {
    Queued present = newest;
    return present == null || present == CLOSED;
  }

  /**
   * Takes what is there: the oldest, linked to newer ones. The draining thread only; not when
   * empty.
   */
  Queued takeAll() {
    Queued older = (Queued) NEWEST.getAndSet(this, null);
    Queued newer = null;
    while (older != null) {
      Queued element = older;
      older = element.next;
      element.next = newer;
      newer = element;
    }
    return newer;
  }

  /** Drops what is there and takes nothing more; nobody drains any longer. */
  void close() {
    newest = CLOSED;
  }

  private static VarHandle newest() {
    try {
      return MethodHandles.lookup().findVarHandle(Inbox.class, "newest", Queued.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }
}
