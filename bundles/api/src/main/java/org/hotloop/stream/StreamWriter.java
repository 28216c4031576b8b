package org.hotloop.stream;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code StreamWriter}. Any thread; calls of one thread keep their order. A broken stream
 * is told to who drains or waits for the close, and is logged nowhere.
 *
 * <p>Once the loop is closed, what writes raises {@link org.hotloop.EventLoopClosedException}.
 */
@ProviderType
public interface StreamWriter {

  /**
   * Takes a copy of {@code data} and writes it in the background; {@link #drain} tells how it went.
   */
  void write(byte[] data);

  /** As {@link #write} with each of {@code parts}, in their order. */
  default void writeLines(Iterable<byte[]> parts) {
    parts.forEach(this::write);
  }

  /**
   * Complete when more should be written: at once below the high-water mark, else below the low
   * one.
   *
   * @return fails with the {@link java.io.IOException} that broke the stream, such as EPIPE
   */
  CompletionStage<Void> drain();

  /** Whether {@link #writeEof()} works: true for a pipe and a plain connection, false with TLS. */
  boolean canWriteEof();

  /**
   * Writes what is buffered, then tells the reader that no more comes; {@link #close} of a pipe. A
   * connection is still read from, until it is closed.
   *
   * @throws UnsupportedOperationException where {@link #canWriteEof()} is false
   */
  void writeEof();

  /** Writes what is buffered, then closes. Idempotent. */
  void close();

  /** Whether {@link #close()} was called or the stream broke. */
  boolean isClosing();

  /** What is known of the connection; empty for a pipe. */
  default <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
    return Optional.empty();
  }

  /**
   * Goes over to TLS, with what its reader gets, too: asyncio's {@code start_tls}. What was written
   * before goes out as it is; what is written meanwhile is dropped, and {@link #drain} fails.
   *
   * @param spec how; for a client with the server's name, unless that is not to be checked
   * @param side which part this end plays
   * @return complete after the handshake; fails as {@link org.hotloop.EventLoop#startTls}, and with
   *     {@link IllegalStateException} when a read waits, or something came that nobody has read: it
   *     would pass for what came over TLS
   * @throws IllegalArgumentException when the host name is to be checked and there is none
   * @throws UnsupportedOperationException for a pipe
   */
  default CompletionStage<Void> startTls(TlsSpec spec, TlsSide side) {
    throw new UnsupportedOperationException("TLS needs a connection");
  }

  /** Complete when it is closed and everything is written; fails as {@link #drain} does. */
  CompletionStage<Void> waitClosed();
}
