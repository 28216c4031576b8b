package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.sock.FileSend;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteBufferLimits;

/**
 * asyncio's {@code _SendfileFallbackProtocol}: stands in for a transport's protocol while a file is
 * read, piece by piece, and written. Its marks are zero, so that it is told when a piece has gone.
 * Loop's thread only.
 */
final class SendfileProtocol implements Protocol, ClosedLoopListener {

  private static final int PIECE = 64 * 1024;

  private final EventLoop loop;
  private final Transport transport;
  private final FileSend file;
  private final Protocol protocol;
  private final WriteBufferLimits limits;
  private final CompletableFuture<Long> sent;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private int onItsWay;
  private boolean waiting;
  private boolean paused;
  private boolean othersResumed;

  SendfileProtocol(EventLoop loop, Transport transport, FileSend file) {
    this.loop = loop;
    this.transport = transport;
    this.file = file;
    protocol = transport.getProtocol();
    limits = transport.getWriteBufferLimits();
    sent = loop.createFuture();
  }

  /**
   * Begins.
   *
   * @return how many bytes have gone; to cancel it, on the loop, stops
   * @throws IllegalStateException when another file is on its way
   */
  CompletableFuture<Long> begin() {
    if (protocol instanceof SendfileProtocol) {
      throw new IllegalStateException("no file can be sent now: " + transport);
    }
    transport.setProtocol(this);
    transport.setWriteBufferLimits(0, 0);
    sent.whenComplete(
        (bytes, failure) -> {
          if (sent.isCancelled()) {
            restore();
          }
        });
    next();
    return sent;
  }

  private void next() {
    if (sent.isDone()) {
      return;
    }
    if (transport.getWriteBufferSize() > 0) {
      waiting = true;
      return;
    }
    file.advance(onItsWay);
    onItsWay = 0;
    read();
  }

  private void read() {
    CompletableFuture<Boolean> reading;
    try {
      reading = loop.runInExecutor(null, () -> file.read(piece.clear()));
    } catch (RuntimeException refused) {
      fail(refused);
      return;
    }
    reading.whenComplete(
        (more, failure) -> {
          if (sent.isDone()) {
            return;
          }
          if (failure != null) {
            fail(failure);
          } else if (more) {
            write();
          } else {
            restore();
            sent.complete(file.sent());
          }
        });
  }

  private void write() {
    if (transport.isClosing()) {
      fail(file.failure(new IOException("the connection is closing")));
      return;
    }
    onItsWay = piece.flip().remaining();
    try {
      transport.write(piece);
    } catch (RuntimeException refused) {
      fail(refused);
      return;
    }
    next();
  }

  private void fail(Throwable cause) {
    restore();
    sent.completeExceptionally(cause);
  }

  /** The protocol is back, and knows whether it is paused. */
  private void restore() {
    transport.setProtocol(protocol);
    transport.setWriteBufferLimits(limits.low(), limits.high());
    if (paused && !othersResumed) {
      tell(protocol::pauseWriting);
    } else if (othersResumed && !paused) {
      tell(protocol::resumeWriting);
    }
  }

  private void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      loop.callExceptionHandler(
          ExceptionContext.of("flow control of %s failed".formatted(transport), e)
              .with("protocol", protocol)
              .with("transport", transport));
      transport.abort();
    }
  }

  @Override
  public void pauseWriting() {
    paused = true;
  }

  /** Where nobody told this one to pause, its predecessor was. */
  @Override
  public void resumeWriting() {
    if (!paused) {
      othersResumed = true;
    }
    paused = false;
    if (waiting) {
      waiting = false;
      next();
    }
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    throw new IllegalStateException("bytes came from a transport that is paused: " + transport);
  }

  @Override
  public boolean eofReceived() {
    return protocol.eofReceived();
  }

  @Override
  public void connectionLost(Optional<Throwable> cause) {
    IOException lost = new IOException("the connection was closed");
    cause.ifPresent(lost::initCause);
    sent.completeExceptionally(file.failure(lost));
    protocol.connectionLost(cause);
  }

  @Override
  public void loopClosed(EventLoopClosedException cause) {
    sent.completeExceptionally(cause);
    if (protocol instanceof ClosedLoopListener listener) {
      listener.loopClosed(cause);
    }
  }
}
