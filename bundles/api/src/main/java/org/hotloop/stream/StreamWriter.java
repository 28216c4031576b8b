package org.hotloop.stream;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** asyncio's {@code StreamWriter}. Any thread; calls of one thread keep their order. */
@ProviderType
public interface StreamWriter {

  /**
   * Takes a copy of {@code data} and writes it in the background; {@link #drain} tells how it went.
   */
  void write(byte[] data);

  /**
   * Complete when more should be written: at once below the high-water mark, else below the low
   * one.
   *
   * @return fails with the {@link java.io.IOException} that broke the stream, such as EPIPE
   */
  CompletionStage<Void> drain();

  /** Writes what is buffered, then closes. Idempotent. */
  void close();

  /** Whether {@link #close()} was called or the stream broke. */
  boolean isClosing();

  /** Complete when it is closed and everything is written; fails as {@link #drain} does. */
  CompletionStage<Void> waitClosed();
}
