package org.hotloop.stream;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * asyncio's {@code StreamReader}: bytes as they come, as completion stages.
 *
 * <p><b>Threads.</b> Any; stages complete on the loop's thread.
 *
 * <p><b>One read at a time.</b> A second one, also beside a {@code communicate}, fails with {@link
 * StreamBusyException}; the first goes on. A read whose stage is cancelled takes nothing: the next
 * one gets its bytes.
 *
 * <p><b>Memory.</b> Nobody who stops reading makes it grow: beyond twice the limit (64 KiB unless
 * said otherwise) the writer at the other end is held back.
 *
 * <p><b>Failure.</b> Where the stream broke, what came before is read first; then reads fail with
 * the {@link java.io.IOException} that broke it.
 */
@ProviderType
public interface StreamReader {

  /**
   * Up to {@code max} bytes as soon as there are any.
   *
   * @return empty at the end of the stream
   * @throws IllegalArgumentException when {@code max} is negative
   */
  CompletionStage<byte[]> read(int max);

  /**
   * As {@link #read}, into {@code target}, up to its limit. Where that is direct, and nothing was
   * here before, the kernel puts them there; most quickly where {@code target} begins at a multiple
   * of a cache line, as {@code alignedSlice} makes it.
   *
   * <p>{@code target} is the stream's until the stage is complete. Who cancels that on another
   * thread than the loop's uses {@code target} no more: something may be on its way there still,
   * which the next read gets.
   *
   * @return how many bytes; 0 at the end of the stream, and where there is no room
   * @throws IllegalArgumentException when {@code target} is read-only
   */
  CompletionStage<Integer> readInto(ByteBuffer target);

  /**
   * All bytes up to the end of the stream.
   *
   * @return fails with {@link LimitOverrunException} when that is more than an array holds, which
   *     is 2 GiB; the bytes stay
   */
  CompletionStage<byte[]> readAll();

  /**
   * Exactly {@code count} bytes, also more than the limit.
   *
   * @return fails with {@link IncompleteReadException}, which holds what there was, when the stream
   *     ends before
   * @throws IllegalArgumentException when {@code count} is negative
   */
  CompletionStage<byte[]> readExactly(int count);

  /**
   * A line with its {@code \n}; at the end of the stream the rest without one, or empty.
   *
   * @return fails with {@link LimitOverrunException} for a line longer than the limit, its end not
   *     counted; the bytes stay, all of them
   */
  CompletionStage<byte[]> readLine();

  /**
   * Everything up to and with the next {@code separator}.
   *
   * @return fails with {@link LimitOverrunException} when more than the limit stands before it, and
   *     the bytes stay; with {@link IncompleteReadException}, which holds what there was, when the
   *     stream ends before
   * @throws IllegalArgumentException when {@code separator} is empty
   */
  CompletionStage<byte[]> readUntil(byte[] separator);

  /** Whether the stream has ended and everything was read. */
  boolean atEof();
}
