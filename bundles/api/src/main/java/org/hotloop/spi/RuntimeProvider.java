package org.hotloop.spi;

import java.util.function.Consumer;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.osgi.annotation.versioning.ConsumerType;

/** The runtime as {@link org.hotloop.EventLoops} sees it, and policies that have a watcher. */
@ConsumerType
@FunctionalInterface
public interface RuntimeProvider {

  /**
   * The runtime in the name of the bundle that {@code caller} was loaded from; what is set by hand
   * there belongs to it. A class of no bundle owns nothing, and what it sets stays until replaced.
   */
  EventLoopRuntime runtimeFor(Class<?> caller);

  /**
   * Replaces the watcher of {@code policy}. Where that policy is current, the watcher that it had
   * stands down first, so that closing it loses no exit, and when this returns the new one is in
   * force as far as the election lets it.
   *
   * @param policy whose {@link EventLoopPolicy#setChildWatcher} was called
   * @param watcherOrNull what it was called with
   * @param replacement called once, in this thread, with {@code watcherOrNull}: keeps it and closes
   *     the one before
   * @throws IllegalArgumentException when it is the runtime's own current watcher; nothing has
   *     changed
   * @throws IllegalStateException when called inside a {@link org.hotloop.child.ForkGuard}; nothing
   *     has changed
   */
  default void replaceWatcher(
      EventLoopPolicy policy, ChildWatcher watcherOrNull, Consumer<ChildWatcher> replacement) {
    replacement.accept(watcherOrNull);
  }
}
