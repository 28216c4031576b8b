package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.ReadTransport;

/** Reads what another process, or a thread of ours, writes. Loop's thread only. */
public final class ReadPipeTransport extends PipeTransport implements ReadTransport {

  /** How often one wake-up reads: who writes without end may not keep the loop from others. */
  private static final int READS_PER_WAKEUP = 4;

  /** What a pipe holds, unless pages are large: pipe(7). */
  private static final int FULL_PIPE = 64 * 1024;

  /** Who was found waiting for room so often writes a great deal. */
  private static final int FULL_PIPES_TO_ENLARGE = 16;

  private final TransferBuffers buffers;
  private int fullPipes;
  private boolean started;
  private boolean paused;
  private boolean polling;

  /** Owns {@code end}. */
  public ReadPipeTransport(EventLoop loop, PipeEnd end, PipeOwner owner, TransferBuffers buffers) {
    super(loop, end, owner);
    this.buffers = buffers;
  }

  @Override
  public void start() {
    started = true;
    poll();
  }

  @Override
  public void pauseReading() {
    paused = true;
    if (polling && !isClosing()) {
      polling = false;
      end.stopReading();
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

  @Override
  public void breakOff(Optional<Throwable> cause) {
    lose(cause);
  }

  private void poll() {
    if (started && !polling && isReading()) {
      polling = true;
      end.watchReading(this::readReady);
    }
  }

  /** Until the pipe is empty, so that an end that is there already costs no wake-up of its own. */
  private void readReady() {
    for (int reads = 0; reads < READS_PER_WAKEUP && isReading(); reads++) {
      Optional<ByteBuffer> own = owner.room();
      ByteBuffer buffer = own.orElseGet(buffers::forReading);
      int count;
      try {
        count = end.read(buffer);
      } catch (IOException e) {
        lose(Optional.of(e));
        return;
      }
      if (count < 0) {
        owner.ended();
        lose(Optional.empty());
        return;
      }
      if (count == 0) {
        return;
      }
      if (count >= FULL_PIPE && ++fullPipes == FULL_PIPES_TO_ENLARGE) {
        end.enlarge(); // or the two sides sleep in turns, and wake each other for each pipeful
      }
      if (own.isPresent()) {
        owner.filled(count);
      } else {
        owner.received(buffer.flip());
      }
    }
  }
}
