package org.hotloop.transport;

import java.util.Objects;

/**
 * A connection that was made: asyncio's {@code (transport, protocol)}.
 *
 * @param transport moves the bytes
 * @param protocol says what they mean; {@code connectionMade} was called
 * @param <P> the protocol's type
 */
public record Connection<P extends Protocol>(Transport transport, P protocol) {

  /** Checks that nothing is null. */
  public Connection {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(protocol, "protocol");
  }
}
