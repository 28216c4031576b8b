package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.internal.transport.WriteBuffer;

/**
 * The direction of a connection in which we write: at once what the socket takes, the rest when it
 * is ready again. Loop's thread only.
 */
final class Outgoing {

  /** How often one wake-up writes: who has much may not keep the loop from others. */
  private static final int WRITES_PER_WAKEUP = 4;

  private final EventLoop loop;
  private final SocketChannel channel;
  private final TransferBuffers buffers;
  private final Owner owner;
  private final WriteBuffer unwritten;

  /** Goes behind what is buffered; nothing is buffered behind it. */
  private Optional<OutgoingFile> file = Optional.empty();

  /** Who is told what becomes of it. */
  interface Owner extends WriteBuffer.FlowListener {

    /** What was buffered is written, all of it. */
    void written();

    /** Nothing can be written any more. */
    void broken(IOException cause);
  }

  Outgoing(EventLoop loop, SocketChannel channel, TransferBuffers buffers, Owner owner) {
    this.loop = loop;
    this.channel = channel;
    this.buffers = buffers;
    this.owner = owner;
    unwritten = new WriteBuffer(this::push, owner);
  }

  /** What is not written yet, and its marks. */
  WriteBuffer unwritten() {
    return unwritten;
  }

  /** Whether nothing is on its way. */
  boolean isEmpty() {
    return unwritten.isEmpty() && file.isEmpty();
  }

  boolean isSendingFile() {
    return file.isPresent();
  }

  /** Sends {@code next} when what is buffered has gone. */
  void send(OutgoingFile next) {
    file = Optional.of(next);
    loop.addWriter(channel, this::ready);
  }

  /** No more of the file goes. */
  void stopFile() {
    file = Optional.empty();
    settle();
  }

  /** The connection has ended. */
  void lost(Optional<Throwable> cause) {
    file.ifPresent(sending -> sending.lost(cause));
  }

  /** The loop runs no more. */
  void discard(EventLoopClosedException cause) {
    file.ifPresent(sending -> sending.discard(cause));
  }

  void write(ByteBuffer data) {
    boolean wasEmpty = unwritten.isEmpty();
    try {
      unwritten.write(data);
    } catch (IOException e) {
      owner.broken(e);
      return;
    }
    if (wasEmpty && !unwritten.isEmpty()) {
      loop.addWriter(channel, this::ready);
    }
  }

  /** As much as the socket takes now, within reason. */
  private void push(ByteBuffer data) throws IOException {
    for (int writes = 0; writes < WRITES_PER_WAKEUP && data.hasRemaining(); writes++) {
      ByteBuffer part = buffers.forWriting(data);
      int offered = part.remaining();
      int taken = channel.write(part);
      data.position(data.position() + taken);
      if (taken < offered) {
        return;
      }
    }
  }

  private void ready() {
    try {
      unwritten.flush();
    } catch (IOException e) {
      owner.broken(e);
      return;
    }
    if (unwritten.isEmpty() && file.isPresent() && file.get().push(channel)) {
      OutgoingFile over = file.get();
      stopFile();
      over.tell();
    } else {
      settle();
    }
  }

  private void settle() {
    if (isEmpty()) {
      stop();
    }
    unwritten.resumeAtLowMark(); // who may write again at once
    if (isEmpty()) {
      owner.written();
    }
  }

  /** Tells the peer that no more comes. */
  void end() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      owner.broken(e);
    }
  }

  /** Watches no more. */
  void stop() {
    loop.removeWriter(channel);
  }
}
