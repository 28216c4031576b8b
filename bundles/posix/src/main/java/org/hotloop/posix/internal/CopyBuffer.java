package org.hotloop.posix.internal;

import java.nio.ByteBuffer;

/**
 * A buffer outside the heap for each thread that reads or writes one of the heap. Aligned to a
 * cache line, which more than doubles what a pipe carries.
 */
final class CopyBuffer {

  private static final int BYTES = 64 * 1024;
  private static final int CACHE_LINE = 64;

  private static final ThreadLocal<ByteBuffer> BUFFERS =
      ThreadLocal.withInitial(
          () -> ByteBuffer.allocateDirect(BYTES + CACHE_LINE).alignedSlice(CACHE_LINE));

  private CopyBuffer() {}

  /** This thread's, cleared, with room for {@code length} or as much as it has. */
  static ByteBuffer ofThread(int length) {
    ByteBuffer buffer = BUFFERS.get();
    return buffer.clear().limit(Math.min(length, buffer.capacity()));
  }
}
