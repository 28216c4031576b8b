package org.hotloop.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code DatagramTransport}: an endpoint that sends and receives datagrams. What is sent
 * may be lost on its way, come twice, or in another order; what is sent after the end is dropped.
 */
@ProviderType
public interface DatagramTransport extends BaseTransport {

  /**
   * Sends what {@code data} has remaining, which may be nothing, as one datagram to the endpoint's
   * peer; a copy is buffered where there is no room for it now.
   *
   * @throws IllegalStateException when the endpoint has no peer
   */
  void sendTo(ByteBuffer data);

  /**
   * As {@link #sendTo(ByteBuffer)}, to {@code target}.
   *
   * @throws IllegalArgumentException when the target is not resolved, or when the endpoint has a
   *     peer and this is another one
   */
  void sendTo(ByteBuffer data, InetSocketAddress target);

  /** Bytes that are buffered; each datagram counts 8 more, for its header. */
  long getWriteBufferSize();

  /** As {@link WriteTransport#getWriteBufferLimits()}. */
  WriteBufferLimits getWriteBufferLimits();

  /** As {@link WriteTransport#setWriteBufferLimits(long, long)}. */
  void setWriteBufferLimits(long low, long high);

  /** As {@link WriteTransport#setWriteBufferLimits(long)}. */
  default void setWriteBufferLimits(long high) {
    setWriteBufferLimits(high / 4, high);
  }

  /** Who is told what happens. */
  DatagramProtocol getProtocol();

  /** From the next event on {@code protocol} is told, which gets no {@code connectionMade}. */
  void setProtocol(DatagramProtocol protocol);

  /**
   * What is known of the endpoint: {@link ExtraInfo#SOCKNAME}, {@link ExtraInfo#SOCKET}, and {@link
   * ExtraInfo#PEERNAME} where it is connected; also after its end. Any thread.
   */
  <T> Optional<T> getExtraInfo(ExtraInfo<T> key);

  /** Closes at once, dropping what is buffered. */
  void abort();
}
