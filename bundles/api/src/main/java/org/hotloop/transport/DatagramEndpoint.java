package org.hotloop.transport;

import java.util.Objects;

/**
 * An endpoint that was made: asyncio's {@code (transport, protocol)}.
 *
 * @param transport moves the datagrams
 * @param protocol says what they mean; {@code connectionMade} was called
 * @param <P> the protocol's type
 */
public record DatagramEndpoint<P extends DatagramProtocol>(
    DatagramTransport transport, P protocol) {

  /** Checks that nothing is null. */
  public DatagramEndpoint {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(protocol, "protocol");
  }
}
