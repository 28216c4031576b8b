package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.nio.ByteBuffer;
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
    }
    unwritten.resumeAtLowMark(); // who may write again at once
    if (unwritten.isEmpty()) {
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
