package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import org.hotloop.EventLoop;
import org.hotloop.loop.net.Unsent;

/**
 * The direction of a channel in which we write: one write after the other, each of as much as fits
 * into a buffer, so many small pieces go as one. Loop's thread only.
 */
final class Writing implements Operation.Outcome<Integer> {

  private final AsynchronousSocketChannel channel;
  private final Buffers small;
  private final Buffers large;
  private final Operation<Integer> operation;

  /** Where the next write comes from: large ones once a small one was not enough. */
  private Buffers buffers;

  /** The channel's while a write is under way, null while none is. */
  private ByteBuffer going;

  /** Null while nobody writes. */
  private Unsent unsent;

  /** Who is told of the write that is under way; null once he has stopped. */
  private Unsent told;

  Writing(EventLoop loop, AsynchronousSocketChannel channel, Buffers small, Buffers large) {
    this.channel = channel;
    this.small = small;
    this.large = large;
    buffers = small;
    operation = new Operation<>(loop, this);
  }

  void start(Unsent newUnsent) {
    unsent = newUnsent;
    proceed();
  }

  void stop() {
    unsent = null;
    told = null;
  }

  private void proceed() {
    if (unsent == null || going != null) {
      return;
    }
    told = unsent;
    going = buffers.take();
    unsent.copyTo(going);
    channel.write(going.flip(), null, operation);
  }

  @Override
  public void succeeded(Integer count) {
    giveBack();
    try {
      if (told != null) {
        told.sent(count);
      }
    } finally {
      proceed();
    }
  }

  @Override
  public void failed(IOException cause) {
    giveBack();
    if (unsent != null) {
      unsent.failed(cause); // also who has started since: his would fail as well
    }
  }

  private void giveBack() {
    boolean full = going.limit() == going.capacity();
    buffers.giveBack(going);
    buffers = full ? large : small;
    going = null;
  }
}
