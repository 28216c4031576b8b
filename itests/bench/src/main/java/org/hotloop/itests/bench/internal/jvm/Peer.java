package org.hotloop.itests.bench.internal.jvm;

import java.util.Optional;
import java.util.concurrent.Executor;

/** Who is measured, and what it can do. Closing ends the loops that it has started. */
public interface Peer extends AutoCloseable {

  /** Where its work begins: a loop's thread, where it has one. */
  Executor beginning();

  /** Empty where it does not start programs. */
  default Optional<Children> children() {
    return Optional.empty();
  }

  /** Empty where it has no loop. */
  default Optional<Loop> loop() {
    return Optional.empty();
  }

  /** Empty where it does not serve connections. */
  default Optional<EchoServer> echo() {
    return Optional.empty();
  }

  @Override
  default void close() throws Exception {}
}
