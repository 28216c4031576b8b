package org.hotloop.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's {@code Protocol}: is told what happens on a connection. Order: {@code connectionMade};
 * data; at most once the peer's end; {@code connectionLost}. An exception of one of these methods
 * goes to the loop's exception handler and cuts the connection off, with it as the cause.
 */
@ConsumerType
public interface Protocol extends BaseProtocol<Transport> {

  /**
   * Bytes have come.
   *
   * @param data valid during the call only: copy what you keep
   */
  default void dataReceived(ByteBuffer data) {}

  /**
   * The peer has ended its side: no more data comes.
   *
   * @return whether the transport stays open, to be written to; false closes it, after what is
   *     buffered was written, and so does any answer with TLS
   */
  default boolean eofReceived() {
    return false;
  }
}
