package org.hotloop.child;

/** An entered {@link ChildWatcher#enter() guard}; close it on the thread that entered. */
@FunctionalInterface
public interface ForkGuard extends AutoCloseable {

  /** Leaves the guard. Idempotent. */
  @Override
  void close();
}
