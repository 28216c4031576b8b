package org.hotloop.internal;

import java.util.function.Function;

/** asyncio's {@code limit=}, in bytes. */
public final class StreamLimit {

  /** asyncio's. */
  public static final int DEFAULT = 64 * 1024;

  /** Twice this is kept, and that must be an {@code int}. */
  private static final int HIGHEST = 1 << 29;

  private StreamLimit() {}

  /**
   * Gives {@code bytes} back where they make sense.
   *
   * @param refusal what to throw else, by its message
   */
  public static int require(int bytes, Function<String, RuntimeException> refusal) {
    if (bytes < 1 || bytes > HIGHEST) {
      throw refusal.apply("limit %d is not within 1 to %d".formatted(bytes, HIGHEST));
    }
    return bytes;
  }
}
