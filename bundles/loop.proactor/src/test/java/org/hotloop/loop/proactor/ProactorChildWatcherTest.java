package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.tck.ChildWatcherContract;
import org.hotloop.watcher.safe.SafeChildWatcher;

class ProactorChildWatcherTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new SafeChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new ProactorEventLoop();
  }
}
