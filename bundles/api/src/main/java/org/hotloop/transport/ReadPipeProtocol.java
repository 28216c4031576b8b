package org.hotloop.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told what comes out of a pipe. Order: {@code connectionMade}; data; at most once the end;
 * {@code connectionLost}. An exception of one of these methods goes to the loop's exception handler
 * and closes the pipe, with it as the cause.
 */
@ConsumerType
public interface ReadPipeProtocol extends BaseProtocol<ReadTransport> {

  /**
   * Bytes have come.
   *
   * @param data valid during the call only: copy what you keep
   */
  default void dataReceived(ByteBuffer data) {}

  /** Nobody writes any more: {@code connectionLost} follows, without a cause. */
  default void eofReceived() {}
}
