package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.posix.WaitResult.Reaped;

/** Waits for any child of the process, though it calls itself safe. */
public final class WaitForAnyChild extends HonestWatcher {

  @Override
  protected void sweep(Attachment at) {
    while (takeAny(at)) {
      // until no child that has ended is left
    }
  }

  private boolean takeAny(Attachment at) {
    ChildHandler handler;
    Reaped reaped;
    synchronized (lock) {
      if (!mayWait(at) || !(kernel.reapAny() instanceof Reaped any)) {
        return false;
      }
      reaped = any;
      handler = handlers.remove(any.pid());
    }
    if (handler != null) {
      tell(reaped.pid(), reaped.status(), handler, at);
    }
    return true;
  }
}
