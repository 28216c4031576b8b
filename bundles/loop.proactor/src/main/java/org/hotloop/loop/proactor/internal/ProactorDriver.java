package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.transport.ServerSpec;

/** The sockets of a loop that is told what was done: the JDK's asynchronous channels. */
public final class ProactorDriver implements SocketDriver {

  /** A quarter of asyncio's: each connection has one to read into, also while nothing comes. */
  private static final int SMALL = 16 * 1024;

  /** Only who writes much has one. */
  private static final int LARGE = 64 * 1024;

  private final EventLoop loop;
  private final ChannelGroup group = new ChannelGroup();
  private final Buffers small = new Buffers(SMALL);
  private final Buffers large = new Buffers(LARGE);

  /** For {@code loop}; no thread is started yet. */
  public ProactorDriver(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public CompletableFuture<StreamSocket> connect(
      SocketAddress address, Optional<InetSocketAddress> from) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group.get());
    try {
      if (from.isPresent()) {
        channel.bind(from.get());
      }
      CompletableFuture<StreamSocket> connected = loop.createFuture();
      channel.connect(address, null, new Operation<>(loop, connecting(channel, connected)));
      return connected;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private Operation.Outcome<Void> connecting(
      AsynchronousSocketChannel channel, CompletableFuture<StreamSocket> connected) {
    connected.whenComplete(
        (socket, failure) -> {
          if (failure != null) {
            ChannelGroup.discard(channel);
          }
        });
    return new Operation.Outcome<>() {
      @Override
      public void succeeded(Void nothing) {
        if (!connected.isDone()) { // else given up, perhaps since our bundle has gone
          connected.complete(socket(channel));
        }
      }

      @Override
      public void failed(IOException cause) {
        connected.completeExceptionally(cause);
      }
    };
  }

  @Override
  public ListeningSocket listen(SocketAddress address, ServerSpec spec) throws IOException {
    AsynchronousServerSocketChannel channel = AsynchronousServerSocketChannel.open(group.get());
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, spec.reuseAddress());
      if (spec.reusePort()) { // which not every system knows
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.bind(address, spec.backlog());
      return new ProactorListeningSocket(loop, channel, this::socket);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private StreamSocket socket(AsynchronousSocketChannel channel) {
    return new ProactorSocket(
        channel, new Reading(loop, channel, small), new Writing(loop, channel, small, large));
  }

  /** Closes what is left of the channels. */
  @Override
  public void close() throws IOException {
    group.close();
  }
}
