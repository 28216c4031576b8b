package org.hotloop.transport;

import java.util.Objects;

/**
 * A pipe that is written to: asyncio's {@code (transport, protocol)}.
 *
 * @param transport writes
 * @param protocol is told when to pause, and of the end; {@code connectionMade} was called
 * @param <P> the protocol's type
 */
public record WritePipe<P extends BaseProtocol<WriteTransport>>(
    WriteTransport transport, P protocol) {

  /** Checks that nothing is null. */
  public WritePipe {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(protocol, "protocol");
  }
}
