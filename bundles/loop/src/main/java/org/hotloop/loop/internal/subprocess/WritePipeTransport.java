package org.hotloop.loop.internal.subprocess;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.posix.Descriptor;
import org.hotloop.transport.WriteBufferLimits;
import org.hotloop.transport.WriteTransport;

/**
 * Writes what a child reads, buffering what the pipe does not take. Loop's thread only.
 *
 * <p>It watches the pipe for reading as well: nothing can be read from this end, but when the last
 * reader goes away the kernel reports an error there, and so the loss is seen without a write.
 */
final class WritePipeTransport extends PipeTransport implements WriteTransport {

  private static final Logger LOGGER = System.getLogger(WritePipeTransport.class.getName());

  /** asyncio's marks, in bytes. */
  private static final long HIGH_WATER = 64 * 1024;

  private static final long LOW_WATER = HIGH_WATER / 4;

  private static final int WRITES_PER_WAKEUP = 4;

  /** asyncio's patience with who writes on after the end. */
  private static final int WRITES_BEFORE_WARNING = 5;

  private final PipeBuffers buffers;
  private final Deque<ByteBuffer> queue = new ArrayDeque<>();
  private long queued;
  private WriteBufferLimits limits = new WriteBufferLimits(LOW_WATER, HIGH_WATER);
  private boolean paused;
  private int lateWrites;

  WritePipeTransport(EventLoop loop, ChildTransport child, Descriptor pipe, PipeBuffers buffers) {
    super(loop, child, 0, pipe);
    this.buffers = buffers;
  }

  @Override
  void start() {
    if (!isLost() && pipe.isOpen() && !(isClosing() && queue.isEmpty())) {
      loop.addReader(pipe.fd(), this::readerGone);
    }
  }

  @Override
  public void write(ByteBuffer data) {
    if (!data.hasRemaining()) {
      return;
    }
    if (isClosing()) {
      refuseLateWrite();
      return;
    }
    if (queue.isEmpty()) {
      try {
        push(data);
      } catch (IOException e) {
        breakOff(e);
        return;
      }
      if (data.hasRemaining()) {
        loop.addWriter(pipe.fd(), this::writeReady);
      }
    }
    if (data.hasRemaining()) {
      enqueue(data);
    }
  }

  @Override
  public long getWriteBufferSize() {
    return queued;
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return limits;
  }

  @Override
  public void setWriteBufferLimits(long low, long high) {
    limits = new WriteBufferLimits(low, high);
    pauseAboveHighMark();
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public void writeEof() {
    if (!isClosing()) {
      beginClosing();
      if (queue.isEmpty()) {
        lose(Optional.empty());
      }
    }
  }

  @Override
  public void close() {
    writeEof();
  }

  @Override
  public void abort() {
    drop();
    lose(Optional.empty());
  }

  /** As much as the pipe takes now, but not so much that the loop is kept from others. */
  private void push(ByteBuffer data) throws IOException {
    for (int writes = 0; writes < WRITES_PER_WAKEUP && data.hasRemaining(); writes++) {
      ByteBuffer part = buffers.forWriting(data);
      int offered = part.remaining();
      int taken = pipe.write(part);
      data.position(data.position() + taken);
      if (taken < offered) {
        return;
      }
    }
  }

  private void enqueue(ByteBuffer data) {
    ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
    queue.add(copy);
    queued += copy.remaining();
    pauseAboveHighMark();
  }

  private void writeReady() {
    if (queue.isEmpty()) {
      return; // aborted while this was on its way
    }
    try {
      pushQueue();
    } catch (IOException e) {
      breakOff(e);
      return;
    }
    if (queue.isEmpty()) {
      loop.removeWriter(pipe.fd());
    }
    resumeAtLowMark(); // may write again
    if (queue.isEmpty() && isClosing()) {
      lose(Optional.empty());
    }
  }

  private void pushQueue() throws IOException {
    while (!queue.isEmpty()) {
      ByteBuffer first = queue.peek();
      int before = first.remaining();
      push(first);
      queued -= before - first.remaining();
      if (first.hasRemaining()) {
        return;
      }
      queue.remove();
    }
  }

  /** The last reader has closed its end; what is buffered, if anything, cannot arrive. */
  private void readerGone() {
    if (queue.isEmpty()) {
      close();
    } else {
      writeReady(); // the kernel says EPIPE
    }
  }

  private void breakOff(IOException cause) {
    drop();
    lose(Optional.of(cause));
  }

  private void drop() {
    queue.clear();
    queued = 0;
  }

  private void refuseLateWrite() {
    lateWrites++;
    if (lateWrites == WRITES_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "a child''s stdin is written to although it is closed");
    }
  }

  private void pauseAboveHighMark() {
    if (queued > limits.high() && !paused) {
      paused = true;
      child.pauseWriting();
    }
  }

  private void resumeAtLowMark() {
    if (paused && queued <= limits.low()) {
      paused = false;
      child.resumeWriting();
    }
  }
}
