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

  /** That is how it is fast. */
  @Override
  protected boolean waitsForAnyChild() {
    return true;
  }
}
