package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.TimerHandle;
import org.hotloop.loop.net.Acceptor;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.StreamSocket;

/** One address of a server. Loop's thread only. */
final class Listener implements Acceptor {

  /**
   * asyncio's pause where there are no descriptors: those who wait to be accepted go on waiting.
   */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final ListeningSocket socket;
  private final Consumer<StreamSocket> connections;
  private Optional<TimerHandle> pause = Optional.empty();

  /**
   * Owns {@code socket}.
   *
   * @param connections owns what it is given
   */
  Listener(EventLoop loop, ListeningSocket socket, Consumer<StreamSocket> connections) {
    this.loop = loop;
    this.socket = socket;
    this.connections = connections;
  }

  SocketAddress address() {
    return socket.address();
  }

  void start() {
    socket.startAccepting(this);
  }

  void close() {
    pause.ifPresent(TimerHandle::cancel);
    discard();
  }

  /** Closes it when the loop runs no more. */
  void discard() {
    Channels.close(socket);
  }

  @Override
  public void accepted(StreamSocket connection) {
    connections.accept(connection);
  }

  /** As for want of descriptors. */
  @Override
  public void failed(IOException cause) {
    pause = Optional.of(loop.callLater(PAUSE, this::start));
    loop.callExceptionHandler(
        ExceptionContext.of(
            "no connection can be accepted on %s; tried again in %d s"
                .formatted(address(), PAUSE.toSeconds()),
            cause));
  }
}
