package org.hotloop.loop.internal.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hotloop.loop.internal.transport.WaterMarks;
import org.hotloop.loop.internal.transport.WriteBuffer.FlowListener;
import org.hotloop.transport.WriteBufferLimits;

/** Datagrams that the kernel has had no room for, with asyncio's marks. Loop's thread only. */
final class DatagramQueue {

  /** UDP's: empty datagrams are no reason for a queue without end. */
  private static final int HEADER_BYTES = 8;

  private final Sender sender;
  private final WaterMarks marks;
  private final Deque<Unsent> queue = new ArrayDeque<>();
  private long size;

  private record Unsent(ByteBuffer data, InetSocketAddress target) {

    long size() {
      return HEADER_BYTES + data.remaining();
    }
  }

  /** Where datagrams go. */
  @FunctionalInterface
  interface Sender {

    /** Answers false where there is no room; else it is done with the datagram. */
    boolean send(ByteBuffer data, InetSocketAddress target);
  }

  DatagramQueue(Sender sender, FlowListener listener) {
    this.sender = sender;
    marks = new WaterMarks(listener);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** In bytes. */
  long size() {
    return size;
  }

  WriteBufferLimits limits() {
    return marks.limits();
  }

  void limits(long low, long high) {
    marks.set(new WriteBufferLimits(low, high));
    marks.grown(size);
  }

  /** Keeps a copy. */
  void add(ByteBuffer data, InetSocketAddress target) {
    Unsent copy = new Unsent(ByteBuffer.allocate(data.remaining()).put(data).flip(), target);
    queue.addLast(copy);
    size += copy.size();
    marks.grown(size);
  }

  /** Sends what there is room for. The sender may drop the rest meanwhile. */
  void flush() {
    while (!queue.isEmpty()) {
      Unsent first = queue.removeFirst();
      size -= first.size();
      if (!sender.send(first.data, first.target)) {
        queue.addFirst(first);
        size += first.size();
        return;
      }
    }
  }

  /** Tells who was paused, where there is room again. */
  void resumeAtLowMark() {
    marks.shrunk(size);
  }

  void drop() {
    queue.clear();
    size = 0;
  }
}
