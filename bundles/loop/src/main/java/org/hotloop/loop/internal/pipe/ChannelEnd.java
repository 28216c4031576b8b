package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.WritableByteChannel;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.net.Channels;

/** A channel: one of {@link java.nio.channels.Pipe}'s, or a socket. */
public final class ChannelEnd implements PipeEnd {

  private final EventLoop loop;
  private final SelectableChannel channel;

  private ChannelEnd(EventLoop loop, SelectableChannel channel) {
    this.loop = loop;
    this.channel = channel;
  }

  /**
   * Owns {@code channel} from now on; it is readable where it is read from, and so on.
   *
   * @throws IllegalArgumentException when it is closed; then it stays the caller's
   */
  public static ChannelEnd take(EventLoop loop, SelectableChannel channel) {
    try {
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new IllegalArgumentException("the channel cannot be used: " + channel, e);
    }
    return new ChannelEnd(loop, channel);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return ((ReadableByteChannel) channel).read(target);
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    return ((WritableByteChannel) channel).write(data);
  }

  /** The JDK has no word for it. */
  @Override
  public void enlarge() {}

  @Override
  public void watchReading(Runnable ready) {
    loop.addReader(channel, ready);
  }

  @Override
  public void stopReading() {
    loop.removeReader(channel);
  }

  @Override
  public void watchWriting(Runnable ready) {
    loop.addWriter(channel, ready);
  }

  @Override
  public void stopWriting() {
    loop.removeWriter(channel);
  }

  /**
   * A selector reports an error to who waits to read or to write; a sink can only do the latter.
   */
  @Override
  public void watchReader(Runnable gone) {
    if ((channel.validOps() & SelectionKey.OP_READ) != 0) {
      watchReading(gone);
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Closing takes it off the selector. */
  @Override
  public void close() {
    Channels.close(channel);
  }

  /** For people. */
  @Override
  public String toString() {
    return channel.toString();
  }
}
