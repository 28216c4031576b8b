package org.hotloop.itests.tck.watcher;

import org.hotloop.EventLoop;

/** Leaves its SIGCHLD handler on the loop that it has left. */
public final class SignalHandlerKept extends HonestWatcher {

  @Override
  protected void leave(Attachment previousOrNull, EventLoop nextOrNull) {}
}
