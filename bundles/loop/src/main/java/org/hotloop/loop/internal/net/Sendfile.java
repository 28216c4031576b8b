package org.hotloop.loop.internal.net;

import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.sock.FileSend;
import org.hotloop.transport.Transport;

/** asyncio's {@code sendfile}: by the kernel where it can be. Loop's thread only. */
final class Sendfile {

  private final EventLoop loop;

  /** For {@code loop}, which checks who calls. */
  Sendfile(EventLoop loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#sendfile}. */
  CompletableFuture<Long> send(Transport transport, FileChannel file, long offset, long count) {
    FileSend part = new FileSend(file, offset, count);
    if (transport.isClosing()) {
      throw new IllegalStateException("no file can be sent now: " + transport);
    }
    boolean reading = transport.isReading();
    CompletableFuture<Long> sending =
        transport instanceof SocketTransport socket && socket.sendsFiles()
            ? socket.send(part)
            : new SendfileProtocol(loop, transport, part).begin();
    transport.pauseReading();
    CompletableFuture<Long> sent = loop.createFuture();
    sending.whenComplete(
        (bytes, failure) -> {
          if (reading) {
            transport.resumeReading();
          }
          if (failure == null) {
            sent.complete(bytes);
          } else {
            sent.completeExceptionally(failure);
          }
        });
    sent.whenComplete(
        (bytes, failure) -> {
          if (sent.isCancelled()) {
            cancelSoon(sending);
          }
        });
    return sent;
  }

  /** Who cancels may be on another thread. */
  private void cancelSoon(CompletableFuture<Long> sending) {
    try {
      loop.callSoonThreadsafe(() -> sending.cancel(false));
    } catch (EventLoopClosedException e) {
      return; // nothing is sent any more
    }
  }
}
