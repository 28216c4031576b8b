package org.hotloop.transport;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What every protocol can be told; each method does nothing by default. All calls come on the
 * loop's thread. What a method throws goes to the loop's exception handler.
 *
 * @param <T> the transport's type
 */
@ConsumerType
public interface BaseProtocol<T extends BaseTransport> {

  /** The first call. */
  default void connectionMade(T transport) {}

  /** The last call; the cause is empty after a regular end. */
  default void connectionLost(Optional<Throwable> cause) {}

  /** The write buffer has grown above the high-water mark. */
  default void pauseWriting() {}

  /** The write buffer has fallen to the low-water mark. */
  default void resumeWriting() {}
}
