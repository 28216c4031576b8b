package org.hotloop.runtime.internal.loops;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A service that is registered at most once and unregistered exactly once, also when its end comes
 * before or beside its registration. Framework and listeners are called with no lock held. Any
 * thread.
 */
final class Publication implements AutoCloseable {

  private static final Runnable ENDED = () -> {};

  private final AtomicReference<Runnable> unregister = new AtomicReference<>();

  /** Registers; at once undone when this was closed before. */
  void publish(Supplier<Runnable> register) {
    if (unregister.get() != null) {
      return;
    }
    Runnable undo = register.get();
    if (!unregister.compareAndSet(null, undo)) {
      undo.run();
    }
  }

  /** Unregisters, or keeps a registration from coming. Idempotent. */
  @Override
  public void close() {
    Runnable undo = unregister.getAndSet(ENDED);
    if (undo != null) {
      undo.run();
    }
  }
}
