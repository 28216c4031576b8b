package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.TimerHandle;
import org.hotloop.loop.internal.sock.Acceptance;

/** One address that is listened on. Loop's thread only. */
final class Listener {

  /**
   * asyncio's pause where there are no descriptors: those who wait to be accepted go on waiting.
   */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final int batch;
  private final Consumer<SocketChannel> accepted;
  private Optional<TimerHandle> pause = Optional.empty();

  /**
   * Owns {@code channel}, which is bound and not blocking.
   *
   * @param batch how many connections one wake-up accepts
   * @param accepted owns what it is given, which does not block
   */
  Listener(EventLoop loop, ServerSocketChannel channel, int batch, Consumer<SocketChannel> accepted)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    this.batch = batch;
    this.accepted = accepted;
    address = channel.getLocalAddress();
  }

  SocketAddress address() {
    return address;
  }

  void start() {
    loop.addReader(channel, this::accept);
  }

  void close() {
    pause.ifPresent(TimerHandle::cancel);
    loop.removeReader(channel);
    discard();
  }

  /** Closes it when the loop runs no more. */
  void discard() {
    Channels.close(channel);
    BoundAddresses.release(address);
  }

  private void accept() {
    for (int i = 0; i < batch && channel.isOpen(); i++) {
      Optional<SocketChannel> connection;
      try {
        connection = Acceptance.next(channel);
      } catch (IOException e) {
        pauseAfter(e);
        return;
      }
      if (connection.isEmpty()) {
        return;
      }
      accepted.accept(connection.get());
    }
  }

  /** As for want of descriptors. It stays ready, so to look at once again would be a spin. */
  private void pauseAfter(IOException failure) {
    loop.callExceptionHandler(
        ExceptionContext.of(
            "no connection can be accepted on %s; tried again in %d s"
                .formatted(address, PAUSE.toSeconds()),
            failure));
    loop.removeReader(channel);
    pause = Optional.of(loop.callLater(PAUSE, this::start));
  }
}
