package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Calls handlers wherever it suits it, not on its loop. */
public final class HandlerCalledOnAThreadOfItsOwn extends HonestWatcher {

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    Thread thread = new Thread(() -> super.tell(pid, status, handler, at), "not-the-loop");
    thread.setDaemon(true);
    thread.start();
  }
}
