package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.loop.net.Acceptor;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.StreamSocket;

/** A channel that accepts one connection after the other. */
final class ProactorListeningSocket
    implements ListeningSocket, Operation.Outcome<AsynchronousSocketChannel> {

  private final AsynchronousServerSocketChannel channel;
  private final SocketAddress address;
  private final Function<AsynchronousSocketChannel, StreamSocket> sockets;
  private final Operation<AsynchronousSocketChannel> accept;

  /** Null before the start, and after a failure. */
  private Acceptor acceptor;

  private boolean underWay;
  private boolean closed;

  /**
   * Owns {@code channel}, which is bound.
   *
   * @param sockets makes sockets of accepted channels
   */
  ProactorListeningSocket(
      EventLoop loop,
      AsynchronousServerSocketChannel channel,
      Function<AsynchronousSocketChannel, StreamSocket> sockets)
      throws IOException {
    this.channel = channel;
    this.sockets = sockets;
    address = channel.getLocalAddress();
    accept = new Operation<>(loop, this);
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  @Override
  public void startAccepting(Acceptor newAcceptor) {
    acceptor = newAcceptor;
    proceed();
  }

  private void proceed() {
    if (acceptor != null && !underWay && !closed) {
      underWay = true;
      channel.accept(null, accept);
    }
  }

  @Override
  public void succeeded(AsynchronousSocketChannel accepted) {
    underWay = false;
    if (closed) {
      ChannelGroup.discard(accepted); // it came a moment too late
      return;
    }
    try {
      acceptor.accepted(sockets.apply(accepted));
    } finally {
      proceed();
    }
  }

  @Override
  public void failed(IOException cause) {
    underWay = false;
    if (!closed) {
      Acceptor told = acceptor;
      acceptor = null;
      told.failed(cause);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    channel.close();
  }
}
