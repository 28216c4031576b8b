package org.hotloop.transport;

import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/**
 * What a transport may tell of what it stands on, by asyncio's names.
 *
 * @param <T> the type of what it tells
 */
public final class ExtraInfo<T> {

  /** The address of the other end. */
  public static final ExtraInfo<SocketAddress> PEERNAME = new ExtraInfo<>("peername");

  /** The address of this end. */
  public static final ExtraInfo<SocketAddress> SOCKNAME = new ExtraInfo<>("sockname");

  /** The channel, for its options: who reads from it, writes to it or closes it breaks both. */
  public static final ExtraInfo<SocketChannel> SOCKET = new ExtraInfo<>("socket");

  /** As {@link #SOCKET}, of an endpoint for datagrams. */
  public static final ExtraInfo<DatagramChannel> DATAGRAM_SOCKET = new ExtraInfo<>("socket");

  private final String name;

  private ExtraInfo(String name) {
    this.name = name;
  }

  /** asyncio's name. */
  @Override
  public String toString() {
    return name;
  }
}
