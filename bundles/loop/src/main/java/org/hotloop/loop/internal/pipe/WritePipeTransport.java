package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.transport.WriteBufferLimits;
import org.hotloop.transport.WriteTransport;

/**
 * Writes what another process, or a thread of ours, reads, buffering what the pipe does not take.
 * Loop's thread only.
 *
 * <p>It watches for the reader as well: nothing can be read from this end, but when the last reader
 * goes away the kernel reports an error there, and so the loss is seen without a write.
 */
public final class WritePipeTransport extends PipeTransport implements WriteTransport {

  private static final Logger LOGGER = System.getLogger(WritePipeTransport.class.getName());

  private static final int WRITES_PER_WAKEUP = 4;

  /** asyncio's patience with who writes on after the end. */
  private static final int WRITES_BEFORE_WARNING = 5;

  private final TransferBuffers buffers;
  private final WriteBuffer buffer;
  private int lateWrites;

  /** Owns {@code end}. */
  public WritePipeTransport(EventLoop loop, PipeEnd end, PipeOwner owner, TransferBuffers buffers) {
    super(loop, end, owner);
    this.buffers = buffers;
    buffer = new WriteBuffer(this::push, owner);
  }

  @Override
  public void start() {
    if (!isLost() && end.isOpen() && !(isClosing() && buffer.isEmpty())) {
      end.watchReader(this::readerGone);
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
      breakOff(Optional.of(e));
      return;
    }
    if (wasEmpty && !buffer.isEmpty()) {
      end.watchWriting(this::writeReady);
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
    breakOff(Optional.empty());
  }

  @Override
  public void breakOff(Optional<Throwable> cause) {
    buffer.drop();
    lose(cause);
  }

  /** As much as the pipe takes now, but not so much that the loop is kept from others. */
  private void push(ByteBuffer data) throws IOException {
    if (data.isDirect()) {
      end.write(data);
      return;
    }
    for (int writes = 0; writes < WRITES_PER_WAKEUP && data.hasRemaining(); writes++) {
      ByteBuffer part = buffers.forWriting(data);
      int offered = part.remaining();
      int taken = end.write(part);
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
      breakOff(Optional.of(e));
      return;
    }
    if (buffer.isEmpty()) {
      end.stopWriting();
    }
    buffer.resumeAtLowMark();
    if (buffer.isEmpty() && isClosing()) {
      lose(Optional.empty());
    }
  }

  /**
   * The last reader has closed its end; what is buffered, if anything, cannot arrive. With a socket
   * it may have ended its own direction only, and still read.
   */
  private void readerGone() {
    if (buffer.isEmpty()) {
      close();
    } else {
      end.stopReading(); // it stays ready
      writeReady(); // the kernel says EPIPE
    }
  }

  private void refuseLateWrite() {
    lateWrites++;
    if (lateWrites == WRITES_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "{0} is written to although it is closed", this);
    }
  }
}
