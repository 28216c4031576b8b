package org.hotloop.loop.proactor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.loop.net.Acceptor;
import org.hotloop.loop.net.StreamSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Connections that come at awkward moments. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProactorListeningSocketTest implements Acceptor {

  private final HandedLoop loop = new HandedLoop();
  private final ChannelGroup group = new ChannelGroup();
  private final List<AsynchronousSocketChannel> channels = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private AsynchronousServerSocketChannel server;
  private ProactorListeningSocket socket;

  @BeforeEach
  void listen() throws Exception {
    loop.setExceptionHandler((where, context) -> told.add("reported: " + context.message()));
    server = AsynchronousServerSocketChannel.open(group.get());
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket = new ProactorListeningSocket(loop, server, this::socketOf);
  }

  @AfterEach
  void close() throws Exception {
    loop.close();
    group.close();
  }

  @Test
  @DisplayName(
      "S15 one connection after the other is accepted, each told in an iteration of its own")
  void acceptsOneAfterTheOther() throws Exception {
    socket.startAccepting(this);
    try (SocketChannel first = connect();
        SocketChannel second = connect()) {
      assertEquals(List.of(), told);
      loop.awaitHandOver();
      loop.runOnce();
      assertEquals(List.of("accepted"), told);
      loop.awaitHandOver();
      loop.runOnce();
      assertEquals(List.of("accepted", "accepted"), told);
    }
  }

  @Test
  @DisplayName("S15 one that was accepted a moment before the end is closed, and told to nobody")
  void closesWhatCameTooLate() throws Exception {
    socket.startAccepting(this);
    try (SocketChannel late = connect()) {
      loop.awaitHandOver();
      socket.close();
      socket.close();
      loop.runOnce();

      assertEquals(List.of(), told);
      assertEquals(List.of(), channels);
      assertEnds(late);
    }
  }

  @Test
  @DisplayName("S19 a failure is told once, and nobody accepted until it is started again")
  void waitsAfterAFailure() throws Exception {
    socket.startAccepting(this);
    server.close(); // as good a failure as any
    loop.awaitHandOver();
    loop.runOnce();
    loop.runOnce();
    assertEquals(List.of("failed"), told);

    socket.startAccepting(this);
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of("failed", "failed"), told);
  }

  @Test
  @DisplayName("S15 its own end is no failure")
  void endsQuietly() throws Exception {
    socket.startAccepting(this);
    socket.close();
    loop.awaitHandOver();
    loop.runOnce();
    assertEquals(List.of(), told);
  }

  @Override
  public void accepted(StreamSocket accepted) {
    told.add("accepted");
  }

  @Override
  public void failed(IOException cause) {
    told.add("failed");
  }

  private StreamSocket socketOf(AsynchronousSocketChannel channel) {
    channels.add(channel);
    Buffers buffers = new Buffers(64);
    return new ProactorSocket(
        channel, new Reading(loop, channel, buffers), new Writing(loop, channel, buffers, buffers));
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(socket.address());
  }

  private static void assertEnds(SocketChannel client) throws IOException {
    assertEquals(-1, client.read(ByteBuffer.allocate(1)));
  }
}
