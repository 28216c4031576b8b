package org.hotloop.transport;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.Objects;
import java.util.Optional;

/**
 * Where datagrams are received and where they are sent to. Immutable; each method gives another
 * one.
 *
 * <pre>{@code
 * loop.createDatagramEndpoint(Clock::new, DatagramSpec.on("localhost", 1123))
 * }</pre>
 *
 * <p>What else a socket can do, such as to join a multicast group, is done with its channel: {@link
 * ExtraInfo#SOCKET}.
 */
public final class DatagramSpec {

  private final Optional<InetSocketAddress> localAddress;
  private final Optional<InetSocketAddress> remoteAddress;
  private final Optional<StandardProtocolFamily> family;
  private final boolean reusePort;
  private final boolean broadcast;

  private DatagramSpec(
      Optional<InetSocketAddress> localAddress,
      Optional<InetSocketAddress> remoteAddress,
      Optional<StandardProtocolFamily> family,
      boolean reusePort,
      boolean broadcast) {
    this.localAddress = localAddress;
    this.remoteAddress = remoteAddress;
    this.family = family;
    this.reusePort = reusePort;
    this.broadcast = broadcast;
  }

  /**
   * On an address of a host, by name or address, for any peer. With port 0 it gets a free one.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   */
  public static DatagramSpec on(String host, int port) {
    return on(unresolved(host, port));
  }

  /** On this address, resolved or not, for any peer. */
  public static DatagramSpec on(InetSocketAddress local) {
    return new DatagramSpec(Optional.of(local), Optional.empty(), Optional.empty(), false, false);
  }

  /**
   * On all addresses of this machine, IPv4 and IPv6, for any peer.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   */
  public static DatagramSpec onAll(int port) {
    return on(new InetSocketAddress(port));
  }

  /**
   * Connected to a peer, by name or address: only its datagrams come, and where nobody listens
   * there, the protocol is told.
   *
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   */
  public static DatagramSpec to(String host, int port) {
    return to(unresolved(host, port));
  }

  /** Connected to this peer, resolved or not. */
  public static DatagramSpec to(InetSocketAddress remote) {
    return new DatagramSpec(Optional.empty(), Optional.of(remote), Optional.empty(), false, false);
  }

  /** From this address; without it, the system chooses. */
  public DatagramSpec localAddress(InetSocketAddress from) {
    return new DatagramSpec(Optional.of(from), remoteAddress, family, reusePort, broadcast);
  }

  /**
   * With addresses of this family only; without it, with those that a name has, IPv4 and IPv6.
   *
   * @throws IllegalArgumentException for unix sockets, which the JDK has no datagrams for
   */
  public DatagramSpec family(StandardProtocolFamily only) {
    if (only == StandardProtocolFamily.UNIX) {
      throw new IllegalArgumentException("there are no datagrams over unix sockets in the JDK");
    }
    return new DatagramSpec(localAddress, remoteAddress, Optional.of(only), reusePort, broadcast);
  }

  /** Whether others that say so, too, may have the same port; false unless said otherwise. */
  public DatagramSpec reusePort(boolean reuse) {
    return new DatagramSpec(localAddress, remoteAddress, family, reuse, broadcast);
  }

  /**
   * Whether it may send to a broadcast address; false unless said otherwise. The peer of such an
   * endpoint is where it sends to; who answers may have any address, so it is not connected.
   */
  public DatagramSpec broadcast(boolean allowed) {
    return new DatagramSpec(localAddress, remoteAddress, family, reusePort, allowed);
  }

  /** Where it receives; empty: the system chooses. */
  public Optional<InetSocketAddress> localAddress() {
    return localAddress;
  }

  /** Its peer; empty: any. */
  public Optional<InetSocketAddress> remoteAddress() {
    return remoteAddress;
  }

  /** The family that addresses have to have. */
  public Optional<StandardProtocolFamily> family() {
    return family;
  }

  /** Whether others may have the same port. */
  public boolean reusePort() {
    return reusePort;
  }

  /** Whether it may send to a broadcast address. */
  public boolean broadcast() {
    return broadcast;
  }

  private static InetSocketAddress unresolved(String host, int port) {
    return InetSocketAddress.createUnresolved(Objects.requireNonNull(host, "host"), port);
  }
}
