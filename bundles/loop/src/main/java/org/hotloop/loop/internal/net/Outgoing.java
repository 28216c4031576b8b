package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.loop.net.Unsent;

/**
 * The direction of a connection in which we write: at once what the socket takes, the rest as it
 * goes. Loop's thread only.
 */
final class Outgoing implements Unsent {

  private final StreamSocket socket;
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

  Outgoing(StreamSocket socket, Owner owner) {
    this.socket = socket;
    this.owner = owner;
    unwritten = new WriteBuffer(socket::write, owner);
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
    if (unwritten.isEmpty()) {
      start(next);
    }
  }

  private void start(OutgoingFile next) {
    socket.startSending(
        channel -> {
          if (next.push(channel)) {
            stopFile();
            next.tell();
          }
        });
  }

  /** No more of the file goes. */
  void stopFile() {
    file = Optional.empty();
    if (unwritten.isEmpty()) {
      stop();
      owner.written();
    }
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
      socket.startWriting(this);
    }
  }

  @Override
  public void copyTo(ByteBuffer room) {
    unwritten.copyTo(room);
  }

  @Override
  public void sent(int count) {
    unwritten.written(count);
    if (unwritten.isEmpty()) {
      stop();
      file.ifPresent(this::start);
    }
    unwritten.resumeAtLowMark(); // who may write again at once
    if (isEmpty()) {
      owner.written();
    }
  }

  @Override
  public void failed(IOException cause) {
    owner.broken(cause);
  }

  /** Tells the peer that no more comes. */
  void end() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      owner.broken(e);
    }
  }

  /** Writes no more. */
  void stop() {
    socket.stopWriting();
  }
}
