package org.hotloop.loop.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.hotloop.transport.WriteBufferLimits;

/**
 * What a transport has been given to write and its sink has not taken yet, with asyncio's marks for
 * it. Loop's thread only.
 */
public final class WriteBuffer {

  private final Sink sink;
  private final WaterMarks marks;
  private final LongSupplier beyond;
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private long size;

  /** Where bytes go. */
  @FunctionalInterface
  public interface Sink {

    /** Takes as much as it can now without blocking. */
    void write(ByteBuffer data) throws IOException;
  }

  /** Is told when writers should pause. */
  public interface FlowListener {

    /** More is buffered than the high mark says. */
    void pauseWriting();

    /** No more is buffered than the low mark says. */
    void resumeWriting();
  }

  /** Empty; what the sink takes is gone. */
  public WriteBuffer(Sink sink, FlowListener listener) {
    this(sink, listener, () -> 0);
  }

  /**
   * Empty.
   *
   * @param beyond how many bytes the sink has taken and holds still; they count
   */
  public WriteBuffer(Sink sink, FlowListener listener, LongSupplier beyond) {
    this.sink = sink;
    marks = new WaterMarks(listener);
    this.beyond = beyond;
  }

  /** Whether the sink has taken everything. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** In bytes. */
  public long size() {
    return size + beyond.getAsLong();
  }

  /** The marks in use. */
  public WriteBufferLimits limits() {
    return marks.limits();
  }

  /** Sets the marks. */
  public void limits(long low, long high) {
    marks.set(new WriteBufferLimits(low, high));
    marks.grown(size());
  }

  /** Writes {@code data}, after what is buffered, and buffers a copy of what does not go now. */
  public void write(ByteBuffer data) throws IOException {
    if (queue.isEmpty()) {
      sink.write(data);
    }
    if (data.hasRemaining()) {
      ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
      queue.add(copy);
      size += copy.remaining();
    }
    marks.grown(size());
  }

  /** Writes as much as goes now of what is buffered. */
  public void flush() throws IOException {
    while (!queue.isEmpty()) {
      ByteBuffer first = queue.peek();
      int before = first.remaining();
      sink.write(first);
      size -= before - first.remaining();
      if (first.hasRemaining()) {
        return;
      }
      queue.remove();
    }
  }

  /** Copies what is buffered, as much as fits, to where {@code room} stands. */
  public void copyTo(ByteBuffer room) {
    for (ByteBuffer part : queue) {
      if (!room.hasRemaining()) {
        return;
      }
      int count = Math.min(part.remaining(), room.remaining());
      room.put(room.position(), part, part.position(), count).position(room.position() + count);
    }
  }

  /** The first {@code count} bytes of what is buffered are written. */
  public void written(int count) {
    size -= count;
    for (int left = count; left > 0; ) {
      ByteBuffer first = queue.peek();
      int gone = Math.min(left, first.remaining());
      first.position(first.position() + gone);
      left -= gone;
      if (!first.hasRemaining()) {
        queue.remove();
      }
    }
  }

  /** Tells who was paused, where there is room again. He may write at once. */
  public void resumeAtLowMark() {
    marks.shrunk(size());
  }

  /** Forgets what is buffered. */
  public void drop() {
    queue.clear();
    size = 0;
  }
}
