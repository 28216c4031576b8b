package org.hotloop.tck;

import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.NoCurrentEventLoopException;
import org.hotloop.UnsupportedWatcherException;
import org.hotloop.child.ChildWatcher;

/** A policy that has what it was given, and takes nothing else. */
record FixedPolicy(Supplier<EventLoop> loops, ChildWatcher watcher) implements EventLoopPolicy {

  @Override
  public EventLoop getEventLoop() {
    throw new NoCurrentEventLoopException("the suite sets none");
  }

  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    throw new UnsupportedOperationException("the suite runs its loop itself");
  }

  @Override
  public EventLoop newEventLoop() {
    return loops.get();
  }

  @Override
  public ChildWatcher getChildWatcher() {
    return watcher;
  }

  @Override
  public void setChildWatcher(ChildWatcher watcherOrNull) {
    throw new UnsupportedWatcherException("the suite's watcher stays");
  }
}
