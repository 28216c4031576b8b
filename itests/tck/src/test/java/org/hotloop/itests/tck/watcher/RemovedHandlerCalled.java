package org.hotloop.itests.tck.watcher;

import java.util.HashSet;
import java.util.Set;

/** Answers that a handler is removed, and calls it all the same. */
public final class RemovedHandlerCalled extends HonestWatcher {

  private final Set<Long> removed = new HashSet<>();

  @Override
  public boolean removeChildHandler(long pid) {
    synchronized (lock) {
      return removed.add(pid) && handlers.containsKey(pid);
    }
  }
}
