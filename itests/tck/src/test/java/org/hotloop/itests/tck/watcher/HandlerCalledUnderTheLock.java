package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Calls handlers with its lock held. */
public final class HandlerCalledUnderTheLock extends HonestWatcher {

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    synchronized (lock) {
      super.tell(pid, status, handler, at);
    }
  }
}
