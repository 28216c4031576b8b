package org.hotloop.loop.internal.subprocess;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;

/** Takes down who is registered, or refuses; the test waits for the child itself. */
final class ScriptedWatcher implements ChildWatcher {

  volatile RuntimeException refusal;
  volatile Error error;
  volatile boolean active = true;
  volatile long pid;

  /** Runs before each spawn, on the thread that spawns. */
  volatile Runnable beforeSpawn = () -> {};

  @Override
  public ForkGuard enter() {
    beforeSpawn.run();
    return () -> {};
  }

  @Override
  public void addChildHandler(long newPid, ChildHandler handler) {
    if (refusal != null) {
      throw refusal;
    }
    if (error != null) {
      throw error;
    }
    pid = newPid;
  }

  @Override
  public boolean removeChildHandler(long oldPid) {
    return oldPid == pid;
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public void close() {
    pid = 0;
  }
}
