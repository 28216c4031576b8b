package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/** Bytes in the order of their arrival. One thread. */
final class ByteQueue {

  private byte[] bytes = new byte[0];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes all that {@code data} has remaining. */
  void append(ByteBuffer data) {
    int count = data.remaining();
    makeRoom(count);
    data.get(bytes, head + size, count);
    size += count;
  }

  /** How many bytes stand before the first {@code wanted}. */
  OptionalInt indexOf(byte wanted) {
    for (int i = 0; i < size; i++) {
      if (bytes[head + i] == wanted) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Removes the first {@code count} bytes. */
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, head, head + count);
    head += count;
    size -= count;
    return taken;
  }

  /** Undoes the last {@link #take}; nothing may have been appended since. */
  void giveBack(int count) {
    head -= count;
    size += count;
  }

  void clear() {
    bytes = new byte[0];
    head = 0;
    size = 0;
  }

  private void makeRoom(int count) {
    if (head + size + count <= bytes.length) {
      return;
    }
    int needed = Math.addExact(size, count);
    byte[] target = needed <= bytes.length ? bytes : new byte[grown(needed)];
    System.arraycopy(bytes, head, target, 0, size);
    bytes = target;
    head = 0;
  }

  /** Doubling keeps the copying linear; the first block is no larger than what came. */
  private int grown(int needed) {
    long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
    return (int) Math.max(needed, doubled);
  }
}
