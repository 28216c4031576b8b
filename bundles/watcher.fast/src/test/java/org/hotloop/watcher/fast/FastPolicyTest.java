package org.hotloop.watcher.fast;

import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.PolicyWatcherContract;

class FastPolicyTest extends PolicyWatcherContract {

  @Override
  protected EventLoopPolicy newPolicy() {
    Thread main = Thread.currentThread();
    return new DefaultEventLoopPolicy() {
      @Override
      protected boolean isMainContext() {
        return Thread.currentThread() == main;
      }
    };
  }

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
