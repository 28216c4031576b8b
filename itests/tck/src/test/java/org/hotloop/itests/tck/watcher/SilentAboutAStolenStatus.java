package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Says unknown, and leaves nobody a hint of why. */
public final class SilentAboutAStolenStatus extends HonestWatcher {

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    handler.childExited(pid, status);
  }
}
