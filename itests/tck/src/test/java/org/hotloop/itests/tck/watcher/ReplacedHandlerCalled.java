package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ChildHandler;

/** Keeps calling the handler that was there first. */
public final class ReplacedHandlerCalled extends HonestWatcher {

  @Override
  protected void register(long pid, ChildHandler handler) {
    ChildHandler first = handlers.get(pid);
    super.register(pid, first == null ? handler : both(first, handler));
  }

  private static ChildHandler both(ChildHandler first, ChildHandler second) {
    return (pid, status) -> {
      first.childExited(pid, status);
      second.childExited(pid, status);
    };
  }
}
