package org.hotloop.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotloop.internal.StreamLimit;

/**
 * Where to connect to, and how. Immutable; each method gives another one.
 *
 * <pre>{@code
 * loop.createConnection(Echo::new, ConnectionSpec.to("localhost", 8888).timeout(Duration.ofSeconds(5)))
 * }</pre>
 */
public final class ConnectionSpec {

  private final List<SocketAddress> addresses;
  private final Optional<InetSocketAddress> localAddress;
  private final Optional<Duration> timeout;
  private final int limit;
  private final Optional<TlsSpec> tls;

  private ConnectionSpec(
      List<SocketAddress> addresses,
      Optional<InetSocketAddress> localAddress,
      Optional<Duration> timeout,
      int limit,
      Optional<TlsSpec> tls) {
    this.addresses = addresses;
    this.localAddress = localAddress;
    this.timeout = timeout;
    this.limit = limit;
    this.tls = tls;
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

  /**
   * To the first of these addresses that answers; tried one after the other. Each is one of a host,
   * resolved or not, or a {@link UnixDomainSocketAddress}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ConnectionSpec to(SocketAddress... addresses) {
    if (addresses.length == 0) {
      throw new IllegalArgumentException("a connection goes to at least one address");
    }
    return new ConnectionSpec(
        List.of(addresses),
        Optional.empty(),
        Optional.empty(),
        StreamLimit.DEFAULT,
        Optional.empty());
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
    if (addresses.stream().anyMatch(UnixDomainSocketAddress.class::isInstance)) {
      throw new IllegalArgumentException("a unix socket has no local address: " + this);
    }
    return new ConnectionSpec(addresses, Optional.of(from), timeout, limit, tls);
  }

  /**
   * Not longer than this, all addresses together; without it, as long as the system tries. A TLS
   * handshake has a timeout of its own.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ConnectionSpec timeout(Duration patience) {
    if (patience.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException("the timeout is not positive: " + patience);
    }
    return new ConnectionSpec(addresses, localAddress, Optional.of(patience), limit, tls);
  }

  /**
   * For streams: the longest line, and half of what is kept for who does not read; in bytes, 64 KiB
   * unless said otherwise.
   *
   * @param bytes 1 to 512 MiB
   * @throws IllegalArgumentException when out of range
   */
  public ConnectionSpec limit(int bytes) {
    return new ConnectionSpec(
        addresses,
        localAddress,
        timeout,
        StreamLimit.require(bytes, IllegalArgumentException::new),
        tls);
  }

  /**
   * Over TLS, as its client. Where {@code spec} names no server, the host of the address is named.
   *
   * @throws IllegalArgumentException when the host name is to be checked, {@code spec} has none,
   *     and the addresses do not all have one and the same; those of unix sockets have none
   */
  public ConnectionSpec tls(TlsSpec spec) {
    Optional<TlsSpec> named =
        Optional.of(spec.orServerHostname(host()).requireUsableAt(TlsSide.CLIENT));
    return new ConnectionSpec(addresses, localAddress, timeout, limit, named);
  }

  /** The host of all addresses; empty where there is not one for all. */
  private Optional<String> host() {
    List<String> hosts =
        addresses.stream()
            .map(address -> address instanceof InetSocketAddress inet ? inet.getHostString() : "")
            .distinct()
            .toList();
    return hosts.size() == 1
        ? Optional.of(hosts.get(0)).filter(host -> !host.isEmpty())
        : Optional.empty();
  }

  /** Where to, in order. */
  public List<SocketAddress> addresses() {
    return addresses;
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

  /** How TLS is done, with the server's name if there is one; empty: not at all. */
  public Optional<TlsSpec> tls() {
    return tls;
  }

  /** For people. */
  @Override
  public String toString() {
    return addresses.stream().map(ConnectionSpec::text).collect(Collectors.joining(" or "));
  }

  private static String text(SocketAddress address) {
    return address instanceof InetSocketAddress inet
        ? inet.getHostString() + ":" + inet.getPort()
        : address.toString();
  }
}
