package org.hotloop.posix.watch;

import org.hotloop.child.ChildHandler;
import org.osgi.annotation.versioning.ConsumerType;

/** A watcher's way of learning of exits and of waiting; the rest is {@link ChildWatch}'s. */
@ConsumerType
public interface WaitStrategy {

  /**
   * Whether a SIGCHLD on the loop asks for a {@link #sweep}. Always the same answer. Where it is
   * false, the strategy has threads or descriptors of its own, which call {@link
   * ChildWatch#checkSoon}.
   */
  boolean listensToSigchld();

  /**
   * Registers {@code handler}, if the exit of {@code pid} can still be told. Called on the
   * registering thread under the watch's lock, so that no wait comes between the question and the
   * registration; must not block. A {@link #check} of the pid follows, if it {@link #needsCheck}.
   * Where the pid is awaited already, a new child may have it: {@code handler} takes the place of
   * the one before, and {@link #released} is not called.
   *
   * @param pid one that {@link org.hotloop.spi.ChildPids} does not refuse
   * @return false when nobody can tell its exit; nothing is registered then
   * @throws IllegalStateException when the watcher takes no registration now
   */
  boolean admit(long pid, ChildHandler handler, Registrations registrations);

  /**
   * Whether a child that was admitted just now is to be checked at once, since it may have ended
   * before and nothing else would tell of that. Called under the watch's lock. By default it is.
   */
  default boolean needsCheck(long pid) {
    return true;
  }

  /**
   * Looks after a child that was registered a moment ago and may have ended before, or that {@link
   * ChildWatch#checkSoon} named; it may not be awaited any more. Called on the loop's thread
   * without the lock.
   */
  void check(long pid, Turn turn);

  /**
   * Looks after all children, since what happened while the watcher was not attached is known to
   * the kernel only. Called on the loop's thread without the lock.
   */
  void sweep(Turn turn);

  /**
   * Whether some child is to be looked after twice a second; asked after each turn. Called under
   * the watch's lock. By default while any child is awaited, for signals can be lost.
   */
  default boolean needsTick(Registrations registrations) {
    return registrations.isAnyAwaited();
  }

  /**
   * Looks after those children that {@link #needsTick} is for. Called on the loop's thread without
   * the lock. By default a sweep.
   */
  default void tick(Turn turn) {
    sweep(turn);
  }

  /**
   * The exit of {@code pid} is not awaited any more: it is about to be delivered, its handler was
   * removed, or the watcher is closed. Called under the watch's lock, on any thread; must not block
   * nor throw. By default nothing is to be given back.
   */
  default void released(long pid) {}
}
