package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.hotloop.EventLoop;
import org.hotloop.loop.internal.transport.WriteBuffer.FlowListener;

/**
 * The direction of an endpoint in which we send: at once where the socket has room, the rest when
 * it is ready again. Loop's thread only.
 */
final class OutgoingDatagrams {

  private final EventLoop loop;
  private final DatagramChannel channel;
  private final Owner owner;
  private final DatagramQueue unsent;

  /** Who is told what becomes of them. */
  interface Owner extends FlowListener {

    /** What was buffered is sent, all of it. */
    void sent();

    /** One could not be sent, and is dropped. */
    void failed(IOException error);
  }

  OutgoingDatagrams(EventLoop loop, DatagramChannel channel, Owner owner) {
    this.loop = loop;
    this.channel = channel;
    this.owner = owner;
    unsent = new DatagramQueue(this::transmit, owner);
  }

  /** What is not sent yet, and its marks. */
  DatagramQueue unsent() {
    return unsent;
  }

  void send(ByteBuffer data, InetSocketAddress target) {
    if (unsent.isEmpty()) {
      if (transmit(data, target)) {
        return;
      }
      loop.addWriter(channel, this::ready); // before the owner hears of it, who may stop this
    }
    unsent.add(data, target);
  }

  /**
   * Answers false where there is no room. What cannot be sent at all is done with, too; so is an
   * empty one without room, which the JDK does not tell from one that was sent.
   */
  private boolean transmit(ByteBuffer data, InetSocketAddress target) {
    int offered = data.remaining();
    try {
      return channel.send(data, target) == offered; // all or nothing
    } catch (UnsupportedAddressTypeException e) {
      owner.failed(new SocketException("not of this endpoint's family: " + target));
    } catch (IOException e) {
      owner.failed(e);
    }
    return true;
  }

  private void ready() {
    unsent.flush();
    if (unsent.isEmpty()) {
      stop();
    }
    unsent.resumeAtLowMark(); // who may send again at once
    if (unsent.isEmpty()) {
      owner.sent();
    }
  }

  /** Watches no more. */
  void stop() {
    loop.removeWriter(channel);
  }
}
