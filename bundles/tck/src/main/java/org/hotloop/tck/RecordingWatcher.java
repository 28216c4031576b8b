package org.hotloop.tck;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;

/** A watcher that watches nothing and records what a policy does with it. Any thread. */
public final class RecordingWatcher implements ChildWatcher {

  private final List<Optional<EventLoop>> attachments = new CopyOnWriteArrayList<>();
  private final AtomicInteger closes = new AtomicInteger();

  /** Neither attached nor closed. */
  public RecordingWatcher() {}

  /** What it was attached to, in order; empty where it was detached. */
  public List<Optional<EventLoop>> attachments() {
    return List.copyOf(attachments);
  }

  /** How often it was closed. */
  public int closes() {
    return closes.get();
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    throw new IllegalStateException("this watcher only records");
  }

  @Override
  public boolean removeChildHandler(long pid) {
    return false;
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    attachments.add(Optional.ofNullable(loopOrNull));
  }

  @Override
  public boolean isActive() {
    return false;
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
