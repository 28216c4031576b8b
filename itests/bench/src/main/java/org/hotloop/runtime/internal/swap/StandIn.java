package org.hotloop.runtime.internal.swap;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;

/** A provider without a kernel: what is measured around it is the runtime's own. Any thread. */
final class StandIn implements ChildWatcher {

  private final Map<Long, ChildHandler> handlers = new ConcurrentHashMap<>();

  /** The child has ended. */
  void exit(long pid) {
    handlers.remove(pid).childExited(pid, new Exited(0));
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    handlers.put(pid, handler);
  }

  @Override
  public boolean removeChildHandler(long pid) {
    return handlers.remove(pid) != null;
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {}

  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public void close() {}
}
