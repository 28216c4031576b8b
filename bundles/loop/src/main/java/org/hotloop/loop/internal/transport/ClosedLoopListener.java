package org.hotloop.loop.internal.transport;

import org.hotloop.EventLoopClosedException;

/** A protocol of ours that has promises to break when the loop is closed under it. */
public interface ClosedLoopListener {

  /** The loop is closed and runs nothing any more: on the thread that closed it. */
  void loopClosed(EventLoopClosedException cause);
}
