package org.hotloop.loop.internal.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Names of hosts made addresses. Blocks: off the loop. */
final class Addresses {

  private Addresses() {}

  /** All that {@code address} stands for; itself where it is resolved, or no host's. */
  private static List<SocketAddress> of(SocketAddress address) throws UnknownHostException {
    if (address instanceof InetSocketAddress named && named.isUnresolved()) {
      return Stream.of(InetAddress.getAllByName(named.getHostString()))
          .<SocketAddress>map(host -> new InetSocketAddress(host, named.getPort()))
          .toList();
    }
    return List.of(address);
  }

  /** Those of each, in their order, each once. */
  static List<SocketAddress> of(List<SocketAddress> addresses) throws UnknownHostException {
    List<SocketAddress> all = new ArrayList<>();
    for (SocketAddress address : addresses) {
      all.addAll(of(address));
    }
    return all.stream().distinct().toList();
  }
}
