package org.hotloop.loop.internal.transport;

import org.hotloop.loop.internal.transport.WriteBuffer.FlowListener;
import org.hotloop.transport.WriteBufferLimits;

/** asyncio's marks: says when writers are to pause, and to go on. Loop's thread only. */
public final class WaterMarks {

  /** asyncio's, in bytes. */
  private static final long HIGH = 64 * 1024;

  private static final long LOW = HIGH / 4;

  private final FlowListener listener;
  private WriteBufferLimits limits = new WriteBufferLimits(LOW, HIGH);
  private boolean paused;

  /** Nobody is paused. */
  public WaterMarks(FlowListener listener) {
    this.listener = listener;
  }

  /** Those in use. */
  public WriteBufferLimits limits() {
    return limits;
  }

  /** Others; they count from the next change of the size. */
  public void set(WriteBufferLimits others) {
    limits = others;
  }

  /** So much is buffered now, more than before. */
  public void grown(long size) {
    if (size > limits.high() && !paused) {
      paused = true;
      listener.pauseWriting();
    }
  }

  /** So much is buffered now, less than before. Who was paused may write at once. */
  public void shrunk(long size) {
    if (paused && size <= limits.low()) {
      paused = false;
      listener.resumeWriting();
    }
  }
}
