package org.hotloop.runtime.internal.swap;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;

/** A provider of one child. The child is a zombie until somebody waits for it. Any thread. */
final class Provider implements ChildWatcher {

  /**
   * Kept here, or its level is lost. A warning for each late exit would leave no time for races.
   */
  private static final Logger QUIET = Logger.getLogger("org.hotloop");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final AtomicBoolean zombie;

  /** Guarded by this; null: it has been removed, or told. */
  private ChildHandler handler;

  /**
   * @param zombie shared with the other providers, as the kernel is
   */
  Provider(AtomicBoolean zombie) {
    this.zombie = zombie;
  }

  @Override
  public synchronized void addChildHandler(long pid, ChildHandler added) {
    handler = added;
  }

  @Override
  public synchronized boolean removeChildHandler(long pid) {
    return take() != null;
  }

  /** Waits for the child as a provider does: the wait and the handler's removal are one. */
  void sweep() {
    ChildHandler told = reap();
    if (told != null) {
      told.childExited(Child.PID, new Exited(7));
    }
  }

  private synchronized ChildHandler reap() {
    return handler != null && zombie.compareAndSet(true, false) ? take() : null;
  }

  private ChildHandler take() {
    ChildHandler taken = handler;
    handler = null;
    return taken;
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
