package org.hotloop.loop.internal.subprocess;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.posix.Descriptor;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.transport.ReadTransport;

/** Reads what a child writes. Loop's thread only. */
final class ReadPipeTransport extends PipeTransport implements ReadTransport {

  /**
   * How often one wake-up reads: a child that writes without end may not keep the loop from others.
   */
  private static final int READS_PER_WAKEUP = 4;

  private final TransferBuffers buffers;
  private boolean started;
  private boolean paused;
  private boolean polling;

  ReadPipeTransport(PipeLoop loop, ChildTransport child, int fd, Descriptor pipe) {
    super(loop, child, fd, pipe);
    buffers = loop.buffers();
  }

  @Override
  void start() {
    started = true;
    poll();
  }

  @Override
  public void pauseReading() {
    paused = true;
    if (polling && !isClosing()) {
      polling = false;
      descriptors.remove(pipe.fd(), Interest.READ);
    }
  }

  @Override
  public void resumeReading() {
    paused = false;
    poll();
  }

  @Override
  public boolean isReading() {
    return !paused && !isClosing();
  }

  @Override
  public void close() {
    if (!isClosing()) {
      lose(Optional.empty());
    }
  }

  private void poll() {
    if (started && !polling && isReading()) {
      polling = true;
      descriptors.add(pipe.fd(), Interest.READ, this::readReady);
    }
  }

  /** Until the pipe is empty, so that an end that is there already costs no wake-up of its own. */
  private void readReady() {
    for (int reads = 0; reads < READS_PER_WAKEUP && isReading(); reads++) {
      ByteBuffer buffer = buffers.forReading();
      int count;
      try {
        count = pipe.read(buffer);
      } catch (IOException e) {
        lose(Optional.of(e));
        return;
      }
      if (count < 0) {
        lose(Optional.empty());
        return;
      }
      if (count == 0) {
        return;
      }
      child.received(fd, buffer.flip());
    }
  }
}
