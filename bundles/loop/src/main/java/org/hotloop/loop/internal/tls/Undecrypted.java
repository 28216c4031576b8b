package org.hotloop.loop.internal.tls;

import java.nio.ByteBuffer;

/** What has come from the peer and was not unwrapped yet. Loop's thread only. */
final class Undecrypted {

  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** Adds a copy of what {@code data} has remaining. */
  void append(ByteBuffer data) {
    if (bytes.capacity() - bytes.remaining() < data.remaining()) {
      ByteBuffer larger = ByteBuffer.allocate(bytes.remaining() + data.remaining());
      bytes = larger.put(bytes).put(data).flip();
    } else {
      bytes.compact().put(data).flip();
    }
  }

  /** From its position to its limit. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Lets go of the memory, if nothing is in it. */
  void trim() {
    if (!bytes.hasRemaining()) {
      bytes = ByteBuffer.allocate(0);
    }
  }
}
