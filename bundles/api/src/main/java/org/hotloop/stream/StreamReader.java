package org.hotloop.stream;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code StreamReader}: bytes as they come, as completion stages. Any thread; stages
 * complete on the loop's thread. One read at a time: a second one fails with {@link
 * IllegalStateException}. Nobody who stops reading makes memory grow: beyond twice the limit (64
 * KiB) the writer at the other end is held back.
 */
@ProviderType
public interface StreamReader {

  /**
   * Up to {@code max} bytes as soon as there are any.
   *
   * @return empty at the end of the stream
   */
  CompletionStage<byte[]> read(int max);

  /** All bytes up to the end of the stream. */
  CompletionStage<byte[]> readAll();

  /**
   * Exactly {@code count} bytes.
   *
   * @return fails with {@link java.io.EOFException} when the stream ends before; what was read is
   *     then still there for {@link #read}
   */
  CompletionStage<byte[]> readExactly(int count);

  /**
   * A line with its {@code \n}; at the end of the stream the rest without one, or empty.
   *
   * @return fails with {@link java.io.IOException} for a line longer than the limit; the bytes stay
   */
  CompletionStage<byte[]> readLine();

  /** Whether the stream has ended and everything was read. */
  boolean atEof();
}
