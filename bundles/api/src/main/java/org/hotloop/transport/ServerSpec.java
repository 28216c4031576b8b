package org.hotloop.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hotloop.internal.StreamLimit;

/**
 * Where to listen, and how. Immutable; each method gives another one.
 *
 * <pre>{@code
 * loop.createServer(Echo::new, ServerSpec.on("localhost", 8888))
 * }</pre>
 */
public final class ServerSpec {

  /** asyncio's. */
  private static final int BACKLOG = 100;

  private final List<SocketAddress> addresses;
  private final int backlog;
  private final boolean reuseAddress;
  private final boolean reusePort;
  private final boolean startServing;
  private final int limit;
  private final Optional<TlsSpec> tls;

  private ServerSpec(
      List<SocketAddress> addresses,
      int backlog,
      boolean reuseAddress,
      boolean reusePort,
      boolean startServing,
      int limit,
      Optional<TlsSpec> tls) {
    this.addresses = addresses;
    this.backlog = backlog;
    this.reuseAddress = reuseAddress;
    this.reusePort = reusePort;
    this.startServing = startServing;
    this.limit = limit;
    this.tls = tls;
  }

  /**
   * On all addresses of a host, by name or address; with port 0 each gets a free one.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   */
  public static ServerSpec on(String host, int port) {
    return on(List.of(host), port);
  }

  /**
   * On all addresses of these hosts.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535, or there is no host
   */
  public static ServerSpec on(List<String> hosts, int port) {
    return on(
        hosts.stream()
            .map(host -> InetSocketAddress.createUnresolved(host, port))
            .toArray(SocketAddress[]::new));
  }

  /** On all addresses of this machine, IPv4 and IPv6. */
  public static ServerSpec onAll(int port) {
    return on(new InetSocketAddress(port));
  }

  /** On a unix socket. One that nobody listens to any more is replaced. */
  public static ServerSpec onPath(Path path) {
    return on(UnixDomainSocketAddress.of(path));
  }

  /**
   * On these addresses.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static ServerSpec on(SocketAddress... addresses) {
    if (addresses.length == 0) {
      throw new IllegalArgumentException("a server listens on at least one address");
    }
    return new ServerSpec(
        Stream.of(addresses).toList(),
        BACKLOG,
        true,
        false,
        true,
        StreamLimit.DEFAULT,
        Optional.empty());
  }

  /**
   * How many connections may wait to be accepted; 100 unless said otherwise.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ServerSpec backlog(int connections) {
    if (connections <= 0) {
      throw new IllegalArgumentException("the backlog is not positive: " + connections);
    }
    return new ServerSpec(
        addresses, connections, reuseAddress, reusePort, startServing, limit, tls);
  }

  /** Whether a port may be taken although connections of it linger; true unless said otherwise. */
  public ServerSpec reuseAddress(boolean reuse) {
    return new ServerSpec(addresses, backlog, reuse, reusePort, startServing, limit, tls);
  }

  /** Whether others that say so, too, may listen on the same port; false unless said otherwise. */
  public ServerSpec reusePort(boolean reuse) {
    return new ServerSpec(addresses, backlog, reuseAddress, reuse, startServing, limit, tls);
  }

  /** Whether it accepts from the start, or from {@link Server#startServing()} on. */
  public ServerSpec startServing(boolean start) {
    return new ServerSpec(addresses, backlog, reuseAddress, reusePort, start, limit, tls);
  }

  /** As {@link ConnectionSpec#limit(int)}. */
  public ServerSpec limit(int bytes) {
    return new ServerSpec(
        addresses,
        backlog,
        reuseAddress,
        reusePort,
        startServing,
        StreamLimit.require(bytes, IllegalArgumentException::new),
        tls);
  }

  /**
   * Over TLS, as its server. A connection whose handshake fails is dropped; in debug mode the
   * exception handler is told.
   */
  public ServerSpec tls(TlsSpec spec) {
    return new ServerSpec(
        addresses, backlog, reuseAddress, reusePort, startServing, limit, Optional.of(spec));
  }

  /** Where to listen. */
  public List<SocketAddress> addresses() {
    return addresses;
  }

  /** How many connections may wait. */
  public int backlog() {
    return backlog;
  }

  /** Whether a port may be taken although connections of it linger. */
  public boolean reuseAddress() {
    return reuseAddress;
  }

  /** Whether others may listen on the same port. */
  public boolean reusePort() {
    return reusePort;
  }

  /** Whether it accepts from the start. */
  public boolean startServing() {
    return startServing;
  }

  /** The limit of streams, in bytes. */
  public int limit() {
    return limit;
  }

  /** How TLS is done; empty: not at all. */
  public Optional<TlsSpec> tls() {
    return tls;
  }
}
