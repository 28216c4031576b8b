package org.hotloop.posix.sigchld;

import org.hotloop.child.ChildHandler;
import org.osgi.annotation.versioning.ConsumerType;

/** A watcher's way of waiting; the rest is {@link SigchldWatch}'s. */
@ConsumerType
public interface WaitStrategy {

  /**
   * Registers {@code handler}, if the exit of {@code pid} can still be told. Called on the
   * registering thread under the watch's lock, so that no wait comes between the question and the
   * registration; must not block.
   *
   * @param pid one that {@link org.hotloop.spi.ChildPids} does not refuse
   * @return false when nobody can tell its exit; nothing is registered then
   * @throws IllegalStateException when the watcher takes no registration now
   */
  boolean admit(long pid, ChildHandler handler, Registrations registrations);

  /**
   * Looks after a child that was registered a moment ago and may have ended before. Called on the
   * loop's thread without the lock.
   */
  void check(long pid, Turn turn);

  /** Looks after all children. Called on the loop's thread without the lock. */
  void sweep(Turn turn);
}
