package org.hotloop.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's {@code DatagramProtocol}: is told what comes to an endpoint. Order: {@code
 * connectionMade}; datagrams and errors; {@code connectionLost}. An exception of one of these
 * methods goes to the loop's exception handler and cuts the endpoint off, with it as the cause.
 */
@ConsumerType
public interface DatagramProtocol extends BaseProtocol<DatagramTransport> {

  /**
   * A datagram has come.
   *
   * @param data all of it, empty for an empty one; valid during the call only: copy what you keep
   * @param sender where it came from
   */
  default void datagramReceived(ByteBuffer data, SocketAddress sender) {}

  /**
   * A datagram could not be sent or received: it is too long, or nobody listens there, which the
   * system tells a connected endpoint with {@link java.net.PortUnreachableException}. The endpoint
   * goes on.
   */
  default void errorReceived(IOException error) {}
}
