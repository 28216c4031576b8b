package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Tells each exit once more in the next iteration. */
public final class HandlerCalledTwice extends HonestWatcher {

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    super.tell(pid, status, handler, at);
    at.loop.callSoon(() -> super.tell(pid, status, handler, at));
  }
}
