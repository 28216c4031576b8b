package org.hotloop.loop.internal.selector;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.sock.Acceptance;
import org.hotloop.loop.net.Acceptor;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.transport.ServerSpec;

/** A channel that accepts when the loop says that somebody waits. */
final class SelectorListeningSocket implements ListeningSocket {

  private final EventLoop loop;
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final int batch;
  private final Function<SocketChannel, StreamSocket> sockets;

  /**
   * Owns {@code channel}, which is bound and does not block.
   *
   * @param batch how many connections one wake-up accepts
   * @param sockets makes sockets of channels that do not block
   */
  private SelectorListeningSocket(
      EventLoop loop,
      ServerSocketChannel channel,
      int batch,
      Function<SocketChannel, StreamSocket> sockets)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.batch = batch;
    this.sockets = sockets;
    address = channel.getLocalAddress();
  }

  /** Calls that do not block. */
  static SelectorListeningSocket bind(
      EventLoop loop,
      SocketAddress address,
      ServerSpec spec,
      Function<SocketChannel, StreamSocket> sockets)
      throws IOException {
    // Without a family it is of both, IPv4 and IPv6, where there are both.
    ServerSocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    try {
      if (address instanceof UnixDomainSocketAddress unix) {
        UnixSocketFiles.removeStale(unix.getPath());
      } else {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, spec.reuseAddress());
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, spec.reusePort());
      }
      channel.bind(address, spec.backlog());
      channel.configureBlocking(false);
      return new SelectorListeningSocket(loop, channel, spec.backlog(), sockets);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public void startAccepting(Acceptor acceptor) {
    loop.addReader(channel, () -> accept(acceptor));
  }

  private void accept(Acceptor acceptor) {
    for (int i = 0; i < batch && channel.isOpen(); i++) {
      Optional<SocketChannel> connection;
      try {
        connection = Acceptance.next(channel);
      } catch (IOException e) {
        loop.removeReader(channel); // it stays ready, so to look at once again would be a spin
        acceptor.failed(e);
        return;
      }
      if (connection.isEmpty()) {
        return;
      }
      acceptor.accepted(sockets.apply(connection.get()));
    }
  }

  @Override
  public void close() throws IOException {
    boolean wasOpen = channel.isOpen();
    stopAccepting();
    channel.close();
    if (wasOpen && address instanceof UnixDomainSocketAddress unix) {
      UnixSocketFiles.remove(unix.getPath());
    }
  }

  private void stopAccepting() {
    try {
      loop.removeReader(channel);
    } catch (UnsupportedOperationException moved) {
      return; // to a loop that watches nothing, and so not this
    }
  }
}
