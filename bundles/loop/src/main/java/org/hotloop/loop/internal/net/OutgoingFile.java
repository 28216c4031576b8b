package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.sock.FileSend;

/** A file on its way over a connection, and who waits for it. Loop's thread only. */
final class OutgoingFile {

  private final FileSend file;
  private final CompletableFuture<Long> sent;
  private Optional<Exception> failure = Optional.empty();

  OutgoingFile(FileSend file, CompletableFuture<Long> sent) {
    this.file = file;
    this.sent = sent;
  }

  /**
   * Sends as much as {@code channel} takes now, within reason.
   *
   * @return whether that is over: all has gone, or it failed
   */
  boolean push(WritableByteChannel channel) {
    try {
      return file.push(channel);
    } catch (IOException | RuntimeException e) {
      failure = Optional.of(e);
      return true;
    }
  }

  /** Tells who waits that it is over. */
  void tell() {
    failure.ifPresentOrElse(sent::completeExceptionally, () -> sent.complete(file.sent()));
  }

  /** The connection has ended before. */
  void lost(Optional<Throwable> cause) {
    IOException lost = new IOException("the connection was closed");
    cause.ifPresent(lost::initCause);
    sent.completeExceptionally(file.failure(lost));
  }

  /** The loop is closed before. */
  void discard(EventLoopClosedException cause) {
    sent.completeExceptionally(cause);
  }
}
