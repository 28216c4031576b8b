package org.hotloop.itests.tck.watcher;

import org.hotloop.ExceptionContext;

/** Hides an error of a handler from the loop, whose run it should leave. */
public final class ErrorSwallowed extends HonestWatcher {

  @Override
  protected void sweep(Attachment at) {
    try {
      super.sweep(at);
    } catch (Error e) {
      at.loop.callExceptionHandler(ExceptionContext.of("a child handler failed", e));
    }
  }
}
