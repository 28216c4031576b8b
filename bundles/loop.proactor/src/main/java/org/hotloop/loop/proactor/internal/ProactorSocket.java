package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.loop.net.Unsent;

/** A channel that reads ahead and writes in the background. */
final class ProactorSocket implements StreamSocket {

  private final AsynchronousSocketChannel channel;
  private final Reading reading;
  private final Writing writing;

  /** Owns {@code channel}, which is connected, and its two directions. */
  ProactorSocket(AsynchronousSocketChannel channel, Reading reading, Writing writing) {
    this.channel = channel;
    this.reading = reading;
    this.writing = writing;
  }

  @Override
  public NetworkChannel channel() {
    return channel;
  }

  @Override
  public SocketAddress peer() throws IOException {
    return channel.getRemoteAddress();
  }

  @Override
  public void startReading(Runnable ready) {
    reading.start(ready);
  }

  @Override
  public void stopReading() {
    reading.stop();
  }

  @Override
  public int read(ByteBuffer room) throws IOException {
    return reading.take(room);
  }

  /** Nothing: a write that is begun needs memory that is not the caller's. */
  @Override
  public int write(ByteBuffer data) {
    return 0;
  }

  @Override
  public void startWriting(Unsent unsent) {
    writing.start(unsent);
  }

  @Override
  public void stopWriting() {
    writing.stop();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    reading.end();
    writing.stop();
  }
}
