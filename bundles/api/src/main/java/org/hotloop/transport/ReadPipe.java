package org.hotloop.transport;

import java.util.Objects;

/**
 * A pipe that is read from: asyncio's {@code (transport, protocol)}.
 *
 * @param transport reads
 * @param protocol says what the bytes mean; {@code connectionMade} was called
 * @param <P> the protocol's type
 */
public record ReadPipe<P extends ReadPipeProtocol>(ReadTransport transport, P protocol) {

  /** Checks that nothing is null. */
  public ReadPipe {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(protocol, "protocol");
  }
}
