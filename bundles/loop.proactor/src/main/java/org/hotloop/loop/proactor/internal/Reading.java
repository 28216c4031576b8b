package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import org.hotloop.EventLoop;

/**
 * The direction of a channel in which we read: ahead, as far as one buffer goes, and what was read
 * is kept for who takes it. A read that is under way cannot be called back, so what it brings after
 * {@link #stop()} is kept as well. Loop's thread only.
 */
final class Reading implements Operation.Outcome<Integer> {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final EventLoop loop;
  private final AsynchronousSocketChannel channel;
  private final Buffers buffers;
  private final Operation<Integer> operation;

  /** Where the channel reads to; null while that is nowhere. */
  private ByteBuffer memory;

  /** What has come and was not taken: {@link #memory}, or nothing. */
  private ByteBuffer come = NOTHING;

  /** Null while nobody reads. */
  private Runnable ready;

  /** A read, or a call of {@link #ready}, is on its way. */
  private boolean underWay;

  private boolean peerEnded;
  private IOException failure;
  private boolean over;

  Reading(EventLoop loop, AsynchronousSocketChannel channel, Buffers buffers) {
    this.loop = loop;
    this.channel = channel;
    this.buffers = buffers;
    operation = new Operation<>(loop, this);
  }

  void start(Runnable newReady) {
    ready = newReady;
    proceed();
  }

  void stop() {
    ready = null;
  }

  /** As {@link java.nio.channels.ReadableByteChannel#read}, of what has come. */
  int take(ByteBuffer room) throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (peerEnded) {
      return -1;
    }
    int count = Math.min(come.remaining(), room.remaining());
    room.put(room.position(), come, come.position(), count).position(room.position() + count);
    come.position(come.position() + count);
    return count;
  }

  /** The channel is closed. */
  void end() {
    stop();
    over = true;
    proceed();
  }

  private void proceed() {
    if (underWay) {
      return;
    }
    if (over) {
      giveBack();
    } else if (ready != null) {
      underWay = true;
      if (peerEnded || failure != null || come.hasRemaining()) {
        loop.callSoon(this::tell);
      } else {
        read();
      }
    }
  }

  private void read() {
    if (memory == null) {
      memory = buffers.take();
    }
    come = NOTHING;
    channel.read(memory.clear(), null, operation);
  }

  @Override
  public void succeeded(Integer count) {
    come = memory.flip();
    peerEnded = count < 0;
    tell();
  }

  @Override
  public void failed(IOException cause) {
    failure = cause;
    tell();
  }

  /** Who is told may stop, start again, or close. */
  private void tell() {
    try {
      if (ready != null) {
        ready.run();
      }
    } finally {
      underWay = false;
      proceed();
    }
  }

  /** No operation uses it any more. */
  private void giveBack() {
    if (memory != null) {
      come = NOTHING;
      buffers.giveBack(memory);
      memory = null;
    }
  }
}
