package org.hotloop.transport;

import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import javax.net.ssl.SSLSession;

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

  /**
   * The channel, of the kind that its loop works with, for its options: who reads from it, writes
   * to it or closes it breaks both.
   */
  public static final ExtraInfo<NetworkChannel> SOCKET = new ExtraInfo<>("socket");

  /** What a TLS handshake has agreed on, such as the cipher, and the peer's certificates. */
  public static final ExtraInfo<SSLSession> SSL_SESSION = new ExtraInfo<>("ssl_session");

  /** The application protocol that a TLS handshake has agreed on; absent where none. */
  public static final ExtraInfo<String> ALPN_PROTOCOL = new ExtraInfo<>("selected_alpn_protocol");

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
