package org.hotloop.runtime.internal.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.UnsupportedWatcherException;
import org.hotloop.child.ChildWatcher;

/** A policy of {@link TestLoop}s that remembers what it made and what was set where. */
public class TestPolicy implements EventLoopPolicy {

  private final List<TestLoop> made = new CopyOnWriteArrayList<>();
  private final Map<String, EventLoop> loopByThread = new ConcurrentHashMap<>();
  private volatile Supplier<ChildWatcher> watcher =
      () -> {
        throw new UnsupportedWatcherException("no watcher here");
      };

  /** The loops it made. */
  public List<TestLoop> made() {
    return made;
  }

  /** The loops that are set, by the name of the thread. */
  public Map<String, EventLoop> loopByThread() {
    return loopByThread;
  }

  /** From now on it has this watcher. */
  public TestPolicy with(Supplier<ChildWatcher> its) {
    watcher = its;
    return this;
  }

  @Override
  public EventLoop getEventLoop() {
    return loopByThread.get(Thread.currentThread().getName());
  }

  @Override
  public void setEventLoop(EventLoop loopOrNull) {
    if (loopOrNull == null) {
      loopByThread.remove(Thread.currentThread().getName());
    } else {
      loopByThread.put(Thread.currentThread().getName(), loopOrNull);
    }
  }

  @Override
  public EventLoop newEventLoop() {
    TestLoop loop = new TestLoop();
    made.add(loop);
    return loop;
  }

  @Override
  public ChildWatcher getChildWatcher() {
    return watcher.get();
  }

  @Override
  public synchronized void setChildWatcher(ChildWatcher watcherOrNull) {
    ChildWatcher before = watcher.get();
    watcher = () -> watcherOrNull;
    before.close();
  }
}
