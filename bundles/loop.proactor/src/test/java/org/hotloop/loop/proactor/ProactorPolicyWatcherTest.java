package org.hotloop.loop.proactor;

import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.tck.PolicyWatcherContract;
import org.hotloop.watcher.safe.SafeChildWatcher;

class ProactorPolicyWatcherTest extends PolicyWatcherContract {

  @Override
  protected EventLoopPolicy newPolicy() {
    Thread main = Thread.currentThread();
    return new ProactorEventLoopPolicy() {
      @Override
      protected boolean isMainContext() {
        return Thread.currentThread() == main;
      }
    };
  }

  @Override
  protected ChildWatcher newWatcher() {
    return new SafeChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new ProactorEventLoop();
  }
}
