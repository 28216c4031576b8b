package org.hotloop.loop.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.hotloop.spi.schedule.CallbackHandle;

/** The reader and the writer of one channel. One thread at a time changes them, any reads. */
public final class ChannelCallbacks {

  /** Which of the two. */
  public enum Side {
    /** Called when the channel can be read, accepted from, or has finished connecting. */
    READER,
    /** Called when it can be written, or has finished connecting. */
    WRITER
  }

  private final AtomicReferenceArray<CallbackHandle> handles =
      new AtomicReferenceArray<>(Side.values().length);

  ChannelCallbacks() {}

  /** Null where there is none. */
  CallbackHandle get(Side side) {
    return handles.get(side.ordinal());
  }

  /** The one before, if any, does not run any more, even where it is ready already. */
  void replace(Side side, CallbackHandle handle) {
    cancel(handles.getAndSet(side.ordinal(), handle));
  }

  /** Says whether there was one; it does not run any more. */
  boolean remove(Side side) {
    return cancel(handles.getAndSet(side.ordinal(), null));
  }

  boolean isEmpty() {
    return get(Side.READER) == null && get(Side.WRITER) == null;
  }

  private static boolean cancel(CallbackHandle handleOrNull) {
    if (handleOrNull == null) {
      return false;
    }
    handleOrNull.cancel();
    return true;
  }
}
