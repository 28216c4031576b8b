package org.hotloop.itests.tck.watcher;

import org.hotloop.ExceptionContext;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/** Lets what a handler throws end the sweep. */
public final class ExceptionStopsTheOthers extends HonestWatcher {

  @Override
  protected void tell(long pid, ExitStatus status, ChildHandler handler, Attachment at) {
    handler.childExited(pid, status);
  }

  @Override
  protected void sweep(Attachment at) {
    try {
      super.sweep(at);
    } catch (RuntimeException e) {
      at.loop.callExceptionHandler(ExceptionContext.of("a child handler failed", e));
    }
  }
}
