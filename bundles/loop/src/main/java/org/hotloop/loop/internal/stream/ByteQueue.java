package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/** Bytes in the order of their arrival. One thread. */
final class ByteQueue {

  /** More than this no array holds. */
  static final int MOST = Integer.MAX_VALUE - 8;

  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
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

  /** Where {@code wanted}, which is not empty, stands first from {@code from} on. */
  OptionalInt indexOf(byte[] wanted, int from) {
    for (int i = from; i <= size - wanted.length; i++) {
      int at = head + i;
      if (bytes[at] == wanted[0]
          && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** A copy of all, which stays. */
  byte[] peek() {
    return Arrays.copyOfRange(bytes, head, head + size);
  }

  /** Removes the first {@code count} bytes. */
  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(bytes, head, head + count);
    head += count;
    size -= count;
    return taken;
  }

  /** Undoes the last {@link #take}; nothing may have been appended or trimmed since. */
  void giveBack(int count) {
    head -= count;
    size += count;
  }

  /** Lets go of the memory for more than {@code usual} bytes, if nothing is in it. */
  void trim(int usual) {
    if (size == 0 && bytes.length > usual) {
      clear();
    }
  }

  /** Drops what stands behind the first {@code count} bytes. */
  void truncate(int count) {
    size = Math.min(size, count);
  }

  void clear() {
    bytes = NOTHING;
    head = 0;
    size = 0;
  }

  private void makeRoom(int count) {
    if (head + (long) size + count <= bytes.length) {
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
    return (int) Math.max(needed, Math.min(2L * bytes.length, MOST));
  }
}
