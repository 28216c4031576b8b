package org.hotloop.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where a runtime installs itself below {@link org.hotloop.EventLoops}. Any thread. */
public final class Runtimes {

  private static final AtomicReference<RuntimeProvider> CURRENT = new AtomicReference<>();

  private Runtimes() {}

  /** The installed runtime; empty on a plain class path and while the runtime bundle is stopped. */
  public static Optional<RuntimeProvider> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Installs a runtime.
   *
   * @return takes it away again; harmless when another one has been installed since
   */
  public static Registration install(RuntimeProvider provider) {
    CURRENT.set(Objects.requireNonNull(provider, "provider"));
    return () -> CURRENT.compareAndSet(provider, null);
  }

  /** An installation that can be taken back. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
