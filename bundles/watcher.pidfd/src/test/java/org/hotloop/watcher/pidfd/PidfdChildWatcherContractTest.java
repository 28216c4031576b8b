package org.hotloop.watcher.pidfd;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

class PidfdChildWatcherContractTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new PidfdChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }

  /** The pidfds tell. */
  @Override
  protected boolean listensToSigchld() {
    return false;
  }
}
