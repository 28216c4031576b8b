package org.hotloop.loop.internal.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteBufferLimits;

/**
 * The direction in which the application writes: wrapped at once is what there is room for below,
 * the rest when there is room again. Loop's thread only.
 */
final class Outgoing {

  private final TlsEngine engine;
  private final BooleanSupplier open;
  private final WriteBuffer unwritten;
  private boolean full;

  /**
   * @param open whether data can be wrapped now, as it cannot in a handshake
   */
  Outgoing(
      TlsEngine engine, Transport below, BooleanSupplier open, WriteBuffer.FlowListener listener) {
    this.engine = engine;
    this.open = open;
    unwritten = new WriteBuffer(this::wrap, listener, below::getWriteBufferSize);
  }

  /**
   * When below tells of what waits there. Somebody else may have told writers to pause, who is not
   * told any more when they may go on: so they are told once more.
   */
  void begin() {
    WriteBufferLimits usual = unwritten.limits();
    unwritten.limits(0, 0);
    unwritten.limits(usual.low(), usual.high());
  }

  /** What is not wrapped yet, or waits below, and its marks. */
  WriteBuffer unwritten() {
    return unwritten;
  }

  /** Whether something waits below. */
  boolean isFull() {
    return full;
  }

  /** Something waits below, or nothing any more. */
  void full(boolean now) {
    full = now;
  }

  void write(ByteBuffer data) throws IOException {
    unwritten.write(data);
  }

  /** Wraps what waits; whether that was something, and all of it. */
  boolean flush() throws IOException {
    if (unwritten.isEmpty() || full) {
      return false;
    }
    unwritten.flush();
    return unwritten.isEmpty();
  }

  private void wrap(ByteBuffer data) throws IOException {
    boolean more = open.getAsBoolean();
    while (more && data.hasRemaining() && !full) {
      more = engine.wrap(data);
      if (engine.isOutboundDone()) {
        data.position(data.limit()); // after the peer's end TLS 1.2 takes nothing
      }
    }
    if (open.getAsBoolean()) {
      engine.send();
    }
  }
}
