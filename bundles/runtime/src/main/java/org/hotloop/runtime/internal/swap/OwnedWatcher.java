package org.hotloop.runtime.internal.swap;

import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;

/**
 * The current watcher as one bundle sees it: the same object through all swaps. When the bundle
 * lets go of it, its handlers are dropped and not called; its children are reaped all the same.
 */
public final class OwnedWatcher implements ChildWatcher {

  private final SwapSafeWatcher watcher;
  private final Owner owner;

  OwnedWatcher(SwapSafeWatcher watcher, Owner owner) {
    this.watcher = watcher;
    this.owner = owner;
  }

  /** The bundle lets go of it. Idempotent. */
  public void release() {
    owner.leaves();
    watcher.disown(owner);
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    refuseReleased();
    watcher.addChildHandler(owner, pid, handler);
    if (owner.isGone()) {
      watcher.disown(owner); // released beside the registration: whoever is last drops it
    }
  }

  @Override
  public boolean removeChildHandler(long pid) {
    return watcher.removeChildHandler(pid);
  }

  /** Not for users: the runtime attaches the elected watcher to its main loop. */
  @Override
  public void attachLoop(EventLoop loopOrNull) {
    throw new UnsupportedOperationException(
        "the current watcher stays attached to the runtime's main loop;"
            + " to attach one yourself, make one and set it with setChildWatcher");
  }

  @Override
  public boolean isActive() {
    return !owner.isGone() && watcher.isActive();
  }

  /** Not for users: the current watcher belongs to the runtime. */
  @Override
  public void close() {
    throw new UnsupportedOperationException(
        "the current watcher belongs to the runtime and serves every bundle;"
            + " remove your handlers with removeChildHandler");
  }

  @Override
  public ForkGuard enter() {
    refuseReleased();
    return watcher.enter();
  }

  private void refuseReleased() {
    if (owner.isGone()) {
      throw new IllegalStateException(
          "bundle '%s' has let go of the current watcher; get the service again"
              .formatted(owner.name()));
    }
  }
}
