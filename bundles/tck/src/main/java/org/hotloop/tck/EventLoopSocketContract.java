package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Readers and writers on sockets. */
public abstract class EventLoopSocketContract extends EventLoopSuite {

  private final List<String> called = new ArrayList<>();

  @Test
  @DisplayName("R5 a reader and a writer share a socket, and go one by one")
  void sharesAChannel() throws Exception {
    SocketChannel[] ends = connect();
    ends[1].write(utf8("x"));
    loop.addWriter(ends[0], () -> called.add("writer"));
    loop.addReader(ends[0], () -> called.add("reader"));
    runUntilCalled(2);
    assertTrue(called.containsAll(List.of("reader", "writer")), called.toString());

    assertTrue(loop.removeWriter(ends[0]));
    called.clear();
    runUntilCalled(1);
    assertEquals(List.of("reader"), called);
    assertFalse(loop.removeWriter(ends[0]));
    assertTrue(loop.removeReader(ends[0]));
  }

  @Test
  @DisplayName("R1 R5 a reader accepts; both sides of a socket learn that it is connected")
  void acceptsAndConnects() throws Exception {
    ServerSocketChannel server = listen();
    loop.addReader(server, () -> accept(server));
    SocketChannel client = closing(SocketChannel.open());
    client.configureBlocking(false);
    client.connect(server.getLocalAddress());
    CompletableFuture<String> received = loop.createFuture();
    loop.addReader(client, () -> readOnceConnected(client, received));
    loop.addWriter(client, () -> finishConnect(client));

    assertEquals("welcome", loop.runUntilComplete(received));
    assertTrue(called.contains("connected"), called.toString());
    assertTrue(called.contains("accepted"), called.toString());
  }

  private void accept(ServerSocketChannel server) {
    try {
      closing(server.accept()).write(utf8("welcome"));
      called.add("accepted");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void finishConnect(SocketChannel client) {
    try {
      client.finishConnect();
      called.add("connected");
      assertTrue(loop.removeWriter(client));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void readOnceConnected(SocketChannel client, CompletableFuture<String> received) {
    if (client.isConnected()) {
      received.complete(read(client));
    }
  }

  private SocketChannel[] connect() throws IOException {
    ServerSocketChannel server = listen();
    server.configureBlocking(true);
    SocketChannel client = closing(SocketChannel.open(server.getLocalAddress()));
    SocketChannel accepted = closing(server.accept());
    client.configureBlocking(false);
    return new SocketChannel[] {client, accepted};
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel server = closing(ServerSocketChannel.open());
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
    return server;
  }

  /** What a socket is ready for may come by and by. */
  private void runUntilCalled(int times) {
    while (called.size() < times) {
      runOnce();
    }
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  /** What is there now; empty at the end. */
  private static String read(SocketChannel channel) {
    try {
      ByteBuffer buffer = ByteBuffer.allocate(100);
      channel.read(buffer);
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
