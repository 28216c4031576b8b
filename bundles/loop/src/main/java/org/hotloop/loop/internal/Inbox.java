package org.hotloop.loop.internal;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where other threads put callbacks for the loop: a stack without locks whose links are the handles
 * themselves. Any number of threads push, one drains; the order of pushes is kept.
 */
final class Inbox {

  private static final CallbackHandle CLOSED = new CallbackHandle(() -> {}, List.of());

  /** The newest handle, linked to older ones; null when empty, {@link #CLOSED} for good. */
  private final AtomicReference<CallbackHandle> newest = new AtomicReference<>();

  /**
   * Takes a handle that is in no inbox. Any thread.
   *
   * @return false when closed
   */
  boolean push(CallbackHandle handle) {
    CallbackHandle older;
    do {
      older = newest.get();
      if (older == CLOSED) {
        return false;
      }
      handle.next = older;
    } while (!newest.compareAndSet(older, handle));
    return true;
  }

  /** Moves what is there, oldest first, to the end of {@code target}. The draining thread only. */
  void drainTo(Deque<CallbackHandle> target) {
    CallbackHandle handle = oldestFirst(newest.getAndSet(null));
    while (handle != null) {
      CallbackHandle following = handle.next;
      handle.next = null;
      target.addLast(handle);
      handle = following;
    }
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  /** Drops what is there and takes nothing more; nobody drains any longer. */
  void close() {
    newest.set(CLOSED);
  }

  private static CallbackHandle oldestFirst(CallbackHandle newestFirst) {
    CallbackHandle reversed = null;
    CallbackHandle handle = newestFirst;
    while (handle != null) {
      CallbackHandle older = handle.next;
      handle.next = reversed;
      reversed = handle;
      handle = older;
    }
    return reversed;
  }
}
