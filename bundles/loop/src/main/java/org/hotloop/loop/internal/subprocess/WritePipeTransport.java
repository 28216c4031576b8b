package org.hotloop.loop.internal.subprocess;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Poller.Interest;
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

  private static final int WRITES_PER_WAKEUP = 4;

  /** asyncio's patience with who writes on after the end. */
  private static final int WRITES_BEFORE_WARNING = 5;

  private final TransferBuffers buffers;
  private final WriteBuffer buffer;
  private int lateWrites;

  WritePipeTransport(PipeLoop loop, ChildTransport child, Descriptor pipe) {
    super(loop, child, 0, pipe);
    buffers = loop.buffers();
    buffer = new WriteBuffer(this::push, child);
  }

  @Override
  void start() {
    if (!isLost() && pipe.isOpen() && !(isClosing() && buffer.isEmpty())) {
      descriptors.add(pipe.fd(), Interest.READ, this::readerGone);
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
    boolean wasEmpty = buffer.isEmpty();
    try {
      buffer.write(data);
    } catch (IOException e) {
      breakOff(e);
      return;
    }
    if (wasEmpty && !buffer.isEmpty()) {
      descriptors.add(pipe.fd(), Interest.WRITE, this::writeReady);
    }
  }

  @Override
  public long getWriteBufferSize() {
    return buffer.size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return buffer.limits();
  }

  @Override
  public void setWriteBufferLimits(long low, long high) {
    buffer.limits(low, high);
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public void writeEof() {
    if (!isClosing()) {
      beginClosing();
      if (buffer.isEmpty()) {
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
    buffer.drop();
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

  private void writeReady() {
    if (buffer.isEmpty()) {
      return; // aborted while this was on its way
    }
    try {
      buffer.flush();
    } catch (IOException e) {
      breakOff(e);
      return;
    }
    if (buffer.isEmpty()) {
      descriptors.remove(pipe.fd(), Interest.WRITE);
    }
    buffer.resumeAtLowMark();
    if (buffer.isEmpty() && isClosing()) {
      lose(Optional.empty());
    }
  }

  /** The last reader has closed its end; what is buffered, if anything, cannot arrive. */
  private void readerGone() {
    if (buffer.isEmpty()) {
      close();
    } else {
      writeReady(); // the kernel says EPIPE
    }
  }

  private void breakOff(IOException cause) {
    buffer.drop();
    lose(Optional.of(cause));
  }

  private void refuseLateWrite() {
    lateWrites++;
    if (lateWrites == WRITES_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "a child''s stdin is written to although it is closed");
    }
  }
}
