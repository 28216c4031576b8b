package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Gives the status that it has to the handler that it was asked for last. */
public final class StatusOfTheWrongChild extends HonestWatcher {

  private long newest;

  @Override
  protected void register(long pid, ChildHandler handler) {
    newest = pid;
    super.register(pid, handler);
  }

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    super.tell(newest, status, handler, at);
  }
}
