package org.hotloop.itests.tck;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.tck.watcher.HonestWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

/** What the broken ones are made of is correct: the contract has nothing against it. */
class HonestWatcherTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new HonestWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }
}
