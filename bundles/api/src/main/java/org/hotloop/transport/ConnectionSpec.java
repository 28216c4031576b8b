package org.hotloop.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to connect to, and how. Immutable; each method gives another one.
 *
 * <pre>{@code
 * loop.createConnection(Echo::new, ConnectionSpec.to("localhost", 8888).timeout(Duration.ofSeconds(5)))
 * }</pre>
 */
public final class ConnectionSpec {

  private final SocketAddress address;
  private final Optional<InetSocketAddress> localAddress;
  private final Optional<Duration> timeout;
  private final int limit;

  private ConnectionSpec(
      SocketAddress address,
      Optional<InetSocketAddress> localAddress,
      Optional<Duration> timeout,
      int limit) {
    this.address = address;
    this.localAddress = localAddress;
    this.timeout = timeout;
    this.limit = limit;
  }

  /**
   * To a host, by name or address. A name is resolved off the loop's thread, and its addresses are
   * tried one after the other.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   */
  public static ConnectionSpec to(String host, int port) {
    return to(InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "host"), port));
  }

  /** To an address: of a host, resolved or not, or a {@link UnixDomainSocketAddress}. */
  public static ConnectionSpec to(SocketAddress address) {
    return new ConnectionSpec(
        Objects.requireNonNull(address, "address"),
        Optional.empty(),
        Optional.empty(),
        StreamLimit.DEFAULT);
  }

  /** To a unix socket. */
  public static ConnectionSpec toPath(Path path) {
    return to(UnixDomainSocketAddress.of(path));
  }

  /**
   * From this address.
   *
   * @throws IllegalArgumentException for a unix socket, which has none
   */
  public ConnectionSpec localAddress(InetSocketAddress from) {
    if (address instanceof UnixDomainSocketAddress) {
      throw new IllegalArgumentException("a unix socket has no local address: " + this);
    }
    return new ConnectionSpec(address, Optional.of(from), timeout, limit);
  }

  /**
   * Not longer than this, all addresses together; without it, as long as the system tries.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConnectionSpec timeout(Duration patience) {
    if (patience.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException("the timeout is not positive: " + patience);
    }
    return new ConnectionSpec(address, localAddress, Optional.of(patience), limit);
  }

  /**
   * For streams: the longest line, and half of what is kept for who does not read; in bytes, 64 KiB
   * unless said otherwise.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConnectionSpec limit(int bytes) {
    return new ConnectionSpec(address, localAddress, timeout, StreamLimit.require(bytes));
  }

  /** Where to. */
  public SocketAddress address() {
    return address;
  }

  /** Where from; empty: the system chooses. */
  public Optional<InetSocketAddress> localAddress() {
    return localAddress;
  }

  /** How long to try. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  /** The limit of streams, in bytes. */
  public int limit() {
    return limit;
  }

  /** For people. */
  @Override
  public String toString() {
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : address.toString();
  }
}
