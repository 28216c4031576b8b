package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.transport.ServerSpec;

/** Addresses taken to be listened on, and given back: calls that do not block. */
final class BoundAddresses {

  private BoundAddresses() {}

  /**
   * Takes them, as {@code spec} says.
   *
   * @return not blocking; the caller's
   * @throws IOException that names the address that cannot be had; nothing is open then
   */
  static List<ServerSocketChannel> bind(ServerSpec spec, List<SocketAddress> addresses)
      throws IOException {
    List<ServerSocketChannel> bound = new ArrayList<>();
    try {
      for (SocketAddress address : addresses) {
        bound.add(bind(spec, address));
      }
      return bound;
    } catch (IOException | RuntimeException e) {
      for (int i = 0; i < bound.size(); i++) {
        Channels.close(bound.get(i));
        release(addresses.get(i));
      }
      throw e;
    }
  }

  /** Removes the file of a unix socket, which outlives it. */
  static void release(SocketAddress address) {
    if (address instanceof UnixDomainSocketAddress unix) {
      try {
        Files.deleteIfExists(unix.getPath());
      } catch (IOException e) {
        return; // not ours to remove any more, as where its folder has changed hands
      }
    }
  }

  private static ServerSocketChannel bind(ServerSpec spec, SocketAddress address)
      throws IOException {
    // Without a family it is of both, IPv4 and IPv6, where there are both.
    ServerSocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    try {
      if (address instanceof UnixDomainSocketAddress unix) {
        removeStale(unix.getPath());
      } else {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, spec.reuseAddress());
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, spec.reusePort());
      }
      channel.bind(address, spec.backlog());
      channel.configureBlocking(false);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      BindException named =
          new BindException("cannot listen on %s: %s".formatted(address, e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** A socket that nobody listens to; what is no socket, or is listened to, stays and is told. */
  private static void removeStale(Path path) throws IOException {
    if (Files.exists(path) && isSocket(path) && !isListenedTo(path)) {
      Files.delete(path);
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    int mode = (int) Files.getAttribute(path, "unix:mode");
    return (mode & 0170000) == 0140000; // S_IFMT, S_IFSOCK
  }

  /** Not blocking: a connect to one that has many to accept waits for its turn, on our loop. */
  private static boolean isListenedTo(Path path) throws IOException {
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (SocketException busy) {
      return true; // EAGAIN: it has as many to accept as it lets wait
    }
  }
}
