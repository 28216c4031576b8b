package org.hotloop.watcher.threaded;

import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.DefaultEventLoopPolicy;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.PolicyWatcherContract;

class ThreadedPolicyTest extends PolicyWatcherContract {

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
    return new ThreadedChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }

  @Override
  protected boolean listensToSigchld() {
    return false;
  }
}
