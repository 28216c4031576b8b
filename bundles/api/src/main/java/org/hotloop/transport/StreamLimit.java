package org.hotloop.transport;

/** asyncio's {@code limit=}. */
final class StreamLimit {

  /** asyncio's, in bytes. */
  static final int DEFAULT = 64 * 1024;

  private StreamLimit() {}

  static int require(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("the limit is not positive: " + bytes);
    }
    return bytes;
  }
}
