package org.hotloop.loop.internal.selector;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.loop.net.Unsent;

/** A channel that is read and written when the loop says that it is ready. */
final class SelectorSocket implements StreamSocket {

  /** How often one wake-up writes: who has much may not keep the loop from others. */
  private static final int WRITES_PER_WAKEUP = 4;

  private final EventLoop loop;
  private final SocketChannel channel;
  private final TransferBuffers buffers;

  SelectorSocket(EventLoop loop, SocketChannel channel, TransferBuffers buffers) {
    this.loop = loop;
    this.channel = channel;
    this.buffers = buffers;
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
    loop.addReader(channel, ready);
  }

  @Override
  public void stopReading() {
    loop.removeReader(channel);
  }

  @Override
  public int read(ByteBuffer room) throws IOException {
    return channel.read(room);
  }

  @Override
  public int write(ByteBuffer data) throws IOException {
    return data.isDirect() ? channel.write(data) : writeCopied(data);
  }

  private int writeCopied(ByteBuffer data) throws IOException {
    int written = 0;
    for (int writes = 0; writes < WRITES_PER_WAKEUP && data.hasRemaining(); writes++) {
      ByteBuffer part = buffers.forWriting(data);
      int offered = part.remaining();
      int taken = channel.write(part);
      data.position(data.position() + taken);
      written += taken;
      if (taken < offered) {
        return written;
      }
    }
    return written;
  }

  @Override
  public void startWriting(Unsent unsent) {
    loop.addWriter(channel, () -> writeReady(unsent));
  }

  private void writeReady(Unsent unsent) {
    try {
      for (int writes = 0; writes < WRITES_PER_WAKEUP; writes++) {
        ByteBuffer part = buffers.forWriting();
        unsent.copyTo(part);
        int offered = part.flip().remaining();
        if (offered == 0) {
          return; // all is sent, or was dropped by who was told so
        }
        int taken = channel.write(part);
        unsent.sent(taken);
        if (taken < offered) {
          return;
        }
      }
    } catch (IOException e) {
      unsent.failed(e);
    }
  }

  @Override
  public boolean sendsFiles() {
    return true;
  }

  @Override
  public void startSending(Consumer<WritableByteChannel> send) {
    loop.addWriter(channel, () -> send.accept(channel));
  }

  @Override
  public void stopWriting() {
    loop.removeWriter(channel);
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
  }
}
