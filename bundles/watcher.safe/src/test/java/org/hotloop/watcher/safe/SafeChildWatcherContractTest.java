package org.hotloop.watcher.safe;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

class SafeChildWatcherContractTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new SafeChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }
}
