package org.hotloop.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's {@code BufferedProtocol}: bytes go straight into a buffer of its own, so none is
 * copied. In place of {@link #dataReceived}, which is not called, come {@link #getBuffer} and
 * {@link #bufferUpdated}.
 */
@ConsumerType
public interface BufferedProtocol extends Protocol {

  /**
   * Where the next bytes go: from its position, up to its limit. It is the transport's until the
   * next call of this protocol.
   *
   * @param sizeHint how much room would be of use; any is enough
   * @return a buffer with room; one without counts as a failure of this method
   */
  ByteBuffer getBuffer(int sizeHint);

  /**
   * Bytes have come.
   *
   * @param count how many more the buffer has, before its position now
   */
  void bufferUpdated(int count);
}
