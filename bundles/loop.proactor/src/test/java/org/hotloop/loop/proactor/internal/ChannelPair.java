package org.hotloop.loop.proactor.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connected channel of a group, and its peer, which is the test's and blocks. */
record ChannelPair(ChannelGroup group, AsynchronousSocketChannel channel, SocketChannel peer)
    implements AutoCloseable {

  static ChannelPair open() throws Exception {
    ChannelGroup group = new ChannelGroup();
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group.get());
      channel.connect(server.getLocalAddress()).get();
      return new ChannelPair(group, channel, server.accept());
    }
  }

  void send(String text) throws IOException {
    peer.write(StandardCharsets.UTF_8.encode(text));
  }

  void send(int bytes) throws IOException {
    ByteBuffer data = ByteBuffer.allocate(bytes);
    while (data.hasRemaining()) {
      peer.write(data);
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
    group.close();
  }
}
