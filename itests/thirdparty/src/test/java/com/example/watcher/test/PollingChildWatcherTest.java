package com.example.watcher.test;

import com.example.watcher.PollingChildWatcher;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.ChildWatcherContract;

public class PollingChildWatcherTest extends ChildWatcherContract {

  @Override
  protected ChildWatcher newWatcher() {
    return new PollingChildWatcher();
  }

  @Override
  protected EventLoop newEventLoop() {
    return new SelectorEventLoop();
  }

  /** A timer tells it. */
  @Override
  protected boolean listensToSigchld() {
    return false;
  }
}
