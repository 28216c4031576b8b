package org.hotloop.loop.internal.net;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.transport.DatagramSpec;

/**
 * What an endpoint can be bound and connected to, resolved and of one family.
 *
 * @param local empty: any
 * @param remote empty: none
 */
record AddressPair(Optional<InetSocketAddress> local, Optional<InetSocketAddress> remote) {

  /**
   * Those that a spec allows for, in the order in which they are to be tried. Blocks: off the loop.
   *
   * @throws UnknownHostException where there is none
   */
  static List<AddressPair> of(DatagramSpec spec) throws UnknownHostException {
    List<AddressPair> pairs = new ArrayList<>();
    for (Optional<InetSocketAddress> remote : resolved(spec.remoteAddress(), spec)) {
      resolved(spec.localAddress(), spec).stream()
          .filter(local -> match(local, remote))
          .forEach(local -> pairs.add(new AddressPair(local, remote)));
    }
    if (pairs.isEmpty()) {
      throw new UnknownHostException(
          "no addresses of one family: local %s, remote %s%s"
              .formatted(
                  text(spec.localAddress()),
                  text(spec.remoteAddress()),
                  spec.family().map(family -> ", " + family + " only").orElse("")));
    }
    return pairs;
  }

  private static List<Optional<InetSocketAddress>> resolved(
      Optional<InetSocketAddress> address, DatagramSpec spec) throws UnknownHostException {
    if (address.isEmpty()) {
      return List.of(address);
    }
    return Addresses.of(List.of(address.get())).stream()
        .map(InetSocketAddress.class::cast)
        .filter(one -> spec.family().map(family -> isOf(one, family)).orElse(true))
        .map(Optional::of)
        .toList();
  }

  private static boolean match(
      Optional<InetSocketAddress> local, Optional<InetSocketAddress> remote) {
    return local.isEmpty() || remote.isEmpty() || isOf(local.get(), familyOf(remote.get()));
  }

  /** The address that stands for all is of both families. */
  private static boolean isOf(InetSocketAddress address, ProtocolFamily family) {
    return address.getAddress().isAnyLocalAddress() || familyOf(address) == family;
  }

  private static ProtocolFamily familyOf(InetSocketAddress address) {
    return address.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  private static String text(Optional<InetSocketAddress> address) {
    return address.map(InetSocketAddress::toString).orElse("any");
  }
}
