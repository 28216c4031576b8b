package org.hotloop.loop.internal.stream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Bytes in the order of their arrival. They stay in the pieces in which they came, so that who
 * takes as much as came at once gets it without another copy; small ones share a piece, so that
 * many of them cost little more than their bytes. One thread.
 */
final class ByteQueue {

  /** More than this no array holds. */
  static final int MOST = Integer.MAX_VALUE - 8;

  /** What is smaller goes to what is here already. */
  private static final int SMALL = 4 * 1024;

  /** No piece has more room than this for what is small. */
  private static final int SHARED = 64 * 1024;

  private static final byte[] NOTHING = {};

  /** Null while it is empty, like {@link #last}. */
  private Piece first;

  private Piece last;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Takes all that {@code data} has remaining. */
  void append(ByteBuffer data) {
    int grown = Math.addExact(size, data.remaining());
    if (last != null && data.remaining() < SMALL) {
      last.fill(data);
    }
    if (data.hasRemaining()) {
      add(new Piece(roomFor(data.remaining()))).fill(data);
    }
    size = grown;
  }

  /** What comes first, or is large, is alone; else doubling keeps the pieces few. */
  private int roomFor(int count) {
    return last == null || count >= SMALL ? count : Math.max(count, Math.min(size, SHARED));
  }

  private Piece add(Piece piece) {
    if (last == null) {
      first = piece;
    } else {
      last.next = piece;
    }
    last = piece;
    return piece;
  }

  /** Where {@code wanted}, which is not empty, stands first from {@code from} on. */
  OptionalInt indexOf(byte[] wanted, int from) {
    int before = 0;
    for (Piece piece = first; piece != null && before <= size - wanted.length; piece = piece.next) {
      for (int at = piece.head + Math.max(0, from - before); at < piece.end; at++) {
        if (piece.bytes[at] == wanted[0] && piece.matches(at, wanted)) {
          return OptionalInt.of(before + at - piece.head);
        }
      }
      before += piece.size();
    }
    return OptionalInt.empty();
  }

  /** A copy of all, which stays. */
  byte[] peek() {
    byte[] copy = new byte[size];
    int at = 0;
    for (Piece piece = first; piece != null; piece = piece.next) {
      System.arraycopy(piece.bytes, piece.head, copy, at, piece.size());
      at += piece.size();
    }
    return copy;
  }

  /** Removes the first {@code count} bytes. */
  byte[] take(int count) {
    if (count == 0) {
      return NOTHING;
    }
    if (first.isAll(count)) {
      byte[] whole = first.bytes;
      remove(count);
      return whole;
    }
    if (count <= first.size()) {
      byte[] part = Arrays.copyOfRange(first.bytes, first.head, first.head + count);
      remove(count);
      return part;
    }
    byte[] taken = new byte[count];
    moveTo(ByteBuffer.wrap(taken), count);
    return taken;
  }

  /** Removes the first {@code count} bytes, to where {@code target} stands. */
  void moveTo(ByteBuffer target, int count) {
    for (int left = count; left > 0; ) {
      int part = Math.min(left, first.size());
      target.put(first.bytes, first.head, part);
      remove(part);
      left -= part;
    }
  }

  /** Of the first piece. */
  private void remove(int count) {
    first.head += count;
    size -= count;
    if (first.size() == 0) {
      first = first.next;
      last = first == null ? null : last;
    }
  }

  /** Undoes a {@link #take}; it is the queue's again. */
  void giveBack(byte[] taken) {
    if (taken.length > 0) {
      Piece piece = new Piece(taken, taken.length);
      piece.next = first;
      first = piece;
      last = last == null ? piece : last;
      size += taken.length;
    }
  }

  /** Drops what stands behind the first {@code count} bytes. */
  void truncate(int count) {
    if (count < size) {
      byte[] kept = take(count);
      clear();
      giveBack(kept);
    }
  }

  void clear() {
    first = null;
    last = null;
    size = 0;
  }

  /** An array from the first byte that is left to behind the last one. */
  private static final class Piece {

    final byte[] bytes;
    int head;
    int end;

    /** Null behind the last one. */
    Piece next;

    Piece(int room) {
      this(new byte[room], 0);
    }

    Piece(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    int size() {
      return end - head;
    }

    /** Whether so many are all that is, or was, in it. */
    boolean isAll(int count) {
      return head == 0 && end == count && bytes.length == count;
    }

    /** Takes as much of {@code data} as there is room for. */
    void fill(ByteBuffer data) {
      int count = Math.min(data.remaining(), bytes.length - end);
      data.get(bytes, end, count);
      end += count;
    }

    /** Whether {@code wanted} stands at {@code from}, perhaps with its end in later pieces. */
    boolean matches(int from, byte[] wanted) {
      int compared = 0;
      int at = from;
      for (Piece piece = this; piece != null; piece = piece.next) {
        int to = Math.min(piece.end, at + wanted.length - compared);
        int until = compared + to - at;
        if (!Arrays.equals(piece.bytes, at, to, wanted, compared, until)) {
          return false;
        }
        if (until == wanted.length) {
          return true;
        }
        compared = until;
        at = piece.next == null ? 0 : piece.next.head;
      }
      return false;
    }
  }
}
