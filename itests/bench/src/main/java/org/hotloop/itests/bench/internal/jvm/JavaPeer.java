package org.hotloop.itests.bench.internal.jvm;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The main class of the peers on a class path: takes a peer's name, then a workload and keys. */
public final class JavaPeer {

  private static final Map<String, Callable<Peer>> PEERS =
      new TreeMap<>(
          Map.of(
              "jdk", JdkPeer::new,
              "plain", PlainPeer::start,
              "bare", BarePeer::start,
              "nuprocess", NuProcessPeer::new,
              "netty-nio", NettyPeer::nio,
              "netty-epoll", NettyPeer::epoll));

  private JavaPeer() {}

  /** Exits as {@link Orders} says. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    Callable<Peer> peer = arguments.length == 0 ? null : PEERS.get(arguments[0]);
    if (peer == null) {
      throw new IllegalArgumentException(
          "no such peer: %s; there are %s".formatted(List.of(arguments), PEERS.keySet()));
    }
    List<String> order = List.of(arguments).subList(1, arguments.length);
    System.exit(Orders.carryOut(order, peer.call(), out));
  }
}
