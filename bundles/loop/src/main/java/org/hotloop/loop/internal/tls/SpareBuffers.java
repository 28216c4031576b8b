package org.hotloop.loop.internal.tls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers that the connections of one loop lend each other, so that an idle one has none. There are
 * as many as were in use at once: more than two only where TLS goes over TLS. Loop's thread only.
 */
final class SpareBuffers {

  /** Room for four records. */
  private static final int SIZE = 68 * 1024;

  private final Deque<ByteBuffer> spares = new ArrayDeque<>();

  /** Empty, with room for at least {@code size} bytes; to be given back. */
  ByteBuffer take(int size) {
    ByteBuffer spare = spares.poll();
    return spare != null && spare.capacity() >= size
        ? spare.clear()
        : ByteBuffer.allocate(Math.max(size, SIZE));
  }

  void giveBack(ByteBuffer taken) {
    spares.push(taken);
  }
}
