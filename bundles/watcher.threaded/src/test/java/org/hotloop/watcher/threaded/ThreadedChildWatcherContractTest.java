package org.hotloop.watcher.threaded;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

class ThreadedChildWatcherContractTest extends ChildWatcherContract {

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
