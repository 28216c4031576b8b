package org.hotloop.watcher.fast;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

class FastChildWatcherContractTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new FastChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }

  /** A wait for any child says nothing of one that is missing. */
  @Override
  protected boolean reportsStolenStatuses() {
    return false;
  }

  /** Outside of the guard the status may have been taken for a stranger's. */
  @Override
  protected boolean requiresGuard() {
    return true;
  }
}
