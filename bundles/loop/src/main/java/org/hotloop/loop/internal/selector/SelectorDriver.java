package org.hotloop.loop.internal.selector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.net.Channels;
import org.hotloop.loop.internal.sock.SockOperations;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.transport.ServerSpec;

/** The sockets of a loop that has readers and writers: channels that do not block. */
public final class SelectorDriver implements SocketDriver {

  private final EventLoop loop;
  private final SockOperations sock;
  private final TransferBuffers buffers = new TransferBuffers();

  /** For {@code loop}, whose operations are {@code sock}. */
  public SelectorDriver(EventLoop loop, SockOperations sock) {
    this.loop = loop;
    this.sock = sock;
  }

  @Override
  public CompletableFuture<StreamSocket> connect(
      SocketAddress address, Optional<InetSocketAddress> from) throws IOException {
    SocketChannel channel = open(address, from);
    CompletableFuture<Void> attempt = attempt(channel, address);
    CompletableFuture<StreamSocket> connected = loop.createFuture();
    connected.whenComplete(
        (socket, failure) -> {
          if (failure != null) {
            attempt.cancel(false);
          }
        });
    attempt.whenComplete(
        (nothing, failure) -> {
          if (failure != null) {
            Channels.close(channel);
            connected.completeExceptionally(failure);
          } else if (!connected.complete(socket(channel))) {
            Channels.close(channel);
          }
        });
    return connected;
  }

  /** The loop may have moved to one without readers, or the address be of another family. */
  private CompletableFuture<Void> attempt(SocketChannel channel, SocketAddress address) {
    try {
      return sock.connect(channel, address);
    } catch (RuntimeException refused) {
      Channels.close(channel);
      throw refused;
    }
  }

  private static SocketChannel open(SocketAddress address, Optional<InetSocketAddress> from)
      throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (from.isPresent()) {
        channel.bind(from.get());
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public ListeningSocket listen(SocketAddress address, ServerSpec spec) throws IOException {
    return SelectorListeningSocket.bind(loop, address, spec, this::socket);
  }

  /** Owns {@code channel}, which is connected and does not block. */
  private StreamSocket socket(SocketChannel channel) {
    return new SelectorSocket(loop, channel, buffers);
  }
}
