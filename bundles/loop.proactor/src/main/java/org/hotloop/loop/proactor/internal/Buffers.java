package org.hotloop.loop.proactor.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Direct memory of one size, lent to the channels of one loop. Loop's thread only. */
final class Buffers {

  /** So many bytes are kept for the next ones; the garbage collector has the rest. */
  private static final int KEPT = 4 * 1024 * 1024;

  /** A cache line's, as transfers are fastest. */
  private static final int ALIGNMENT = 64;

  private final int size;
  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /**
   * @param size a multiple of a cache line's
   */
  Buffers(int size) {
    this.size = size;
  }

  /** Empty. */
  ByteBuffer take() {
    ByteBuffer kept = free.poll();
    return kept == null ? allocate() : kept.clear();
  }

  /** Nobody uses it any more, no operation either. */
  void giveBack(ByteBuffer buffer) {
    if ((free.size() + 1) * size <= KEPT) {
      free.push(buffer);
    }
  }

  private ByteBuffer allocate() {
    return ByteBuffer.allocateDirect(size + ALIGNMENT).alignedSlice(ALIGNMENT).slice(0, size);
  }
}
