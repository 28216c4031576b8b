package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.transport.DatagramSpec;

/**
 * A socket for datagrams, bound and perhaps connected: calls that do not block.
 *
 * @param channel not blocking; the caller's
 * @param peer the only one to send to
 */
record BoundDatagrams(DatagramChannel channel, Optional<InetSocketAddress> peer) {

  /**
   * The first that can be had.
   *
   * @throws IOException of the first address, with those of the others; nothing is open then
   */
  static BoundDatagrams open(DatagramSpec spec, List<AddressPair> addresses) throws IOException {
    List<IOException> failures = new ArrayList<>();
    for (AddressPair pair : addresses) {
      try {
        return new BoundDatagrams(open(spec, pair), pair.remote());
      } catch (IOException e) {
        failures.add(e);
      }
    }
    IOException first = failures.remove(0);
    failures.forEach(first::addSuppressed);
    throw first;
  }

  private static DatagramChannel open(DatagramSpec spec, AddressPair addresses) throws IOException {
    // Without a family it is of both, IPv4 and IPv6, where there are both.
    DatagramChannel channel =
        spec.family().isPresent()
            ? DatagramChannel.open(spec.family().get())
            : DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEPORT, spec.reusePort());
      channel.setOption(StandardSocketOptions.SO_BROADCAST, spec.broadcast());
      bind(channel, addresses.local());
      if (addresses.remote().isPresent() && !spec.broadcast()) {
        connect(channel, addresses.remote().get());
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void bind(DatagramChannel channel, Optional<InetSocketAddress> local)
      throws IOException {
    try {
      channel.bind(local.orElse(null));
    } catch (IOException | UnsupportedAddressTypeException e) {
      String where = local.map(InetSocketAddress::toString).orElse("any address");
      throw named(new BindException("cannot receive on %s: %s".formatted(where, reason(e))), e);
    }
  }

  private static void connect(DatagramChannel channel, InetSocketAddress remote)
      throws IOException {
    try {
      channel.connect(remote);
    } catch (IOException | UnsupportedAddressTypeException e) {
      throw named(new ConnectException("cannot send to %s: %s".formatted(remote, reason(e))), e);
    }
  }

  private static String reason(Exception failure) {
    return failure instanceof UnsupportedAddressTypeException
        ? "not of this family"
        : failure.getMessage();
  }

  private static IOException named(IOException named, Exception cause) {
    named.initCause(cause);
    return named;
  }
}
