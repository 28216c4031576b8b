package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotloop.EventLoopClosedException;
import org.hotloop.transport.Datagram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's operations on sockets: {@code sock_recv} and its kin. */
public abstract class EventLoopSockContract extends EventLoopSuite {

  /** More than the buffers of a socket's two ends. */
  private static final int MUCH = 16 * 1024 * 1024;

  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    server = closing(ServerSocketChannel.open());
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    server.configureBlocking(false);
  }

  @Test
  @DisplayName("S1 what has come is received at once, and empty is the end")
  void receivesDataThenTheEnd() throws Exception {
    SocketChannel[] ends = connected();
    send(ends[1], "hotloop");

    assertEquals("hot", text(run(loop.sockRecv(ends[0], 3))));
    assertEquals("loop", text(run(loop.sockRecv(ends[0], 100))));
    ends[1].close();
    assertEquals("", text(run(loop.sockRecv(ends[0], 100))));
  }

  @Test
  @DisplayName("S1 what has not come is waited for, and others run meanwhile")
  void waitsForData() throws Exception {
    SocketChannel[] ends = connected();
    List<String> called = new ArrayList<>();
    CompletableFuture<byte[]> received = loop.sockRecv(ends[0], 100);
    received.thenRun(() -> called.add("received"));
    loop.callSoon(() -> called.add("callback"));
    loop.callLater(Duration.ofMillis(1), () -> send(ends[1], "x"));

    assertEquals("x", text(run(received)));
    assertEquals(List.of("callback", "received"), called);
  }

  @Test
  @DisplayName("S1 nothing is asked for: nothing is received, at once")
  void receivesNothing() throws Exception {
    SocketChannel[] ends = connected();

    assertEquals(0, run(loop.sockRecv(ends[0], 0)).length);
    assertEquals(0, run(loop.sockRecvInto(ends[0], ByteBuffer.allocate(0))));
  }

  @Test
  @DisplayName("S2 a buffer is filled from its position up to its limit; 0 is the end")
  void receivesIntoABuffer() throws Exception {
    SocketChannel[] ends = connected();
    ByteBuffer buffer = ByteBuffer.allocateDirect(10).position(2).limit(5);
    send(ends[1], "hotloop");

    assertEquals(3, run(loop.sockRecvInto(ends[0], buffer)));
    assertEquals("hot", StandardCharsets.UTF_8.decode(buffer.flip().position(2)).toString());
    assertEquals(4, run(loop.sockRecvInto(ends[0], buffer.clear())));
    ends[1].close();
    assertEquals(0, run(loop.sockRecvInto(ends[0], buffer.clear())));
  }

  @Test
  @DisplayName("S3 everything is sent, as a slow reader takes it")
  void sendsAll() throws Exception {
    SocketChannel[] ends = connected();
    byte[] data = new byte[MUCH];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i % 251);
    }
    ByteBuffer received = ByteBuffer.allocate(MUCH);

    CompletableFuture<Void> sent = loop.sockSendAll(ends[0], ByteBuffer.wrap(data));
    assertFalse(sent.isDone(), "more than the socket's buffers hold");
    while (received.hasRemaining()) {
      run(loop.sockRecvInto(ends[1], received));
    }

    run(sent);
    assertArrayEquals(data, received.array());
  }

  @Test
  @DisplayName("S3 a peer that is gone fails what is sent")
  void failsToSend() throws Exception {
    SocketChannel[] ends = connected();
    CompletableFuture<Void> sent = loop.sockSendAll(ends[0], ByteBuffer.allocate(MUCH));
    ends[1].close();

    assertThrows(IOException.class, () -> run(sent));
  }

  @Test
  @DisplayName("S4 S5 connects, and accepts a connection that is not blocking")
  void connectsAndAccepts() throws Exception {
    CompletableFuture<SocketChannel> accepted = loop.sockAccept(server);
    SocketChannel client = newClient();

    run(loop.sockConnect(client, server.getLocalAddress()));

    SocketChannel peer = closing(run(accepted));
    assertFalse(peer.isBlocking());
    assertEquals(client.getLocalAddress(), peer.getRemoteAddress());
    assertFalse(loop.removeReader(server), "something is left");
    assertFalse(loop.removeWriter(client), "something is left");
  }

  @Test
  @DisplayName("S4 a name is resolved without the loop; an unknown one is told")
  void resolvesNames() throws Exception {
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    String host = InetAddress.getLoopbackAddress().getHostAddress();

    run(loop.sockConnect(newClient(), InetSocketAddress.createUnresolved(host, port)));

    InetSocketAddress unknown = InetSocketAddress.createUnresolved("nobody.invalid", port);
    UnknownHostException failure =
        assertThrows(UnknownHostException.class, () -> run(loop.sockConnect(newClient(), unknown)));
    assertTrue(failure.getMessage().contains("nobody.invalid"), failure.getMessage());
  }

  @Test
  @DisplayName("S4 a connection that is refused is told")
  void refusedConnection() throws Exception {
    InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
    server.close();

    assertThrows(ConnectException.class, () -> run(loop.sockConnect(newClient(), address)));
  }

  @Test
  @DisplayName("S4 S5 unix sockets as well")
  void connectsByAPath() throws Exception {
    Path folder = Files.createTempDirectory("sock");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    closing(() -> Files.delete(folder));
    closing(() -> Files.delete(address.getPath()));
    ServerSocketChannel local = closing(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    local.bind(address).configureBlocking(false);
    SocketChannel client = closing(SocketChannel.open(StandardProtocolFamily.UNIX));
    client.configureBlocking(false);

    run(loop.sockConnect(client, address));
    SocketChannel peer = closing(run(loop.sockAccept(local)));
    run(loop.sockSendAll(client, utf8("x")));

    assertEquals("x", text(run(loop.sockRecv(peer, 100))));
  }

  @Test
  @DisplayName("S6 what is cancelled takes nothing: the next operation gets it, at once")
  void cancelsWhatWaits() throws Exception {
    SocketChannel[] ends = connected();
    CompletableFuture<byte[]> first = loop.sockRecv(ends[0], 100);
    loop.callSoon(
        () -> {
          send(ends[1], "x");
          first.cancel(false);
        });
    assertThrows(CancellationException.class, () -> run(first));

    assertEquals("x", text(run(loop.sockRecv(ends[0], 100))));
    assertFalse(loop.removeReader(ends[0]), "something is left");
  }

  @Test
  @DisplayName("S6 what is cancelled when its data is there already takes nothing either")
  void cancelsWhatIsReady() throws Exception {
    SocketChannel[] one = connected();
    SocketChannel[] other = connected();
    CompletableFuture<byte[]> first = loop.sockRecv(one[0], 100);
    CompletableFuture<byte[]> second = loop.sockRecv(other[0], 100);
    first.thenRun(() -> second.cancel(false));
    second.thenRun(() -> first.cancel(false));
    send(one[1], "x");
    send(other[1], "x");

    run(CompletableFuture.anyOf(first, second).handle((data, failure) -> null));
    SocketChannel cancelled = first.isCancelled() ? one[0] : other[0];
    assertEquals("x", text(run(loop.sockRecv(cancelled, 100))));
  }

  @Test
  @DisplayName("S6 in place of what was cancelled another one waits, and is served")
  void waitsInPlaceOfWhatWasCancelled() throws Exception {
    SocketChannel[] ends = connected();
    CompletableFuture<byte[]> second = new CompletableFuture<>();
    CompletableFuture<byte[]> first = loop.sockRecv(ends[0], 100);
    loop.callSoon(
        () -> {
          first.cancel(false);
          loop.sockRecv(ends[0], 100).thenAccept(second::complete);
          loop.callLater(Duration.ofMillis(1), () -> send(ends[1], "x"));
        });

    assertEquals("x", text(run(second)));
  }

  @Test
  @DisplayName("S6 what follows an operation may begin the next one on its channel")
  void beginsTheNextFromTheLast() throws Exception {
    SocketChannel[] ends = connected();
    CompletableFuture<byte[]> both =
        loop.sockRecv(ends[0], 1).thenCompose(one -> loop.sockRecv(ends[0], 1));
    loop.callSoon(() -> send(ends[1], "x"));
    loop.callLater(Duration.ofMillis(1), () -> send(ends[1], "y"));

    assertEquals("y", text(run(both)));
  }

  @Test
  @DisplayName("S7 a blocking channel, a negative size, and a second operation are refused")
  void refuses() throws Exception {
    SocketChannel[] ends = connected();
    assertThrows(IllegalArgumentException.class, () -> loop.sockRecv(ends[0], -1));
    ends[0].configureBlocking(true);
    assertThrows(IllegalArgumentException.class, () -> loop.sockRecv(ends[0], 1));
    ends[0].configureBlocking(false);
    CompletableFuture<byte[]> first = loop.sockRecv(ends[0], 1);
    assertThrows(IllegalStateException.class, () -> loop.sockRecv(ends[0], 1));

    run(loop.sockSendAll(ends[0], utf8("the other direction")));
    send(ends[1], "x");
    assertEquals("x", text(run(first)));
    ends[0].close();
    assertThrows(IOException.class, () -> run(loop.sockRecv(ends[0], 1)));
  }

  @Test
  @DisplayName("S8 a datagram comes in one piece with its sender, cut off where there is no room")
  void sendsAndReceivesDatagrams() throws Exception {
    DatagramChannel one = newDatagramChannel();
    DatagramChannel other = newDatagramChannel();
    CompletableFuture<Datagram> first = loop.sockRecvFrom(other, 100);

    assertEquals(7, run(loop.sockSendTo(one, utf8("hotloop"), other.getLocalAddress())));
    assertEquals("hotloop", text(run(first).data()));
    assertEquals(one.getLocalAddress(), run(first).sender());
    run(loop.sockSendTo(one, utf8("hotloop"), other.getLocalAddress()));
    assertEquals("hot", text(run(loop.sockRecvFrom(other, 3)).data()));
    assertEquals(0, run(loop.sockSendTo(one, utf8(""), other.getLocalAddress())));
    assertEquals("", text(run(loop.sockRecvFrom(other, 100)).data()));
  }

  @Test
  @DisplayName("S9 closing the loop fails what waits, and what begins afterwards is refused")
  void failsWhenTheLoopIsClosed() throws Exception {
    SocketChannel[] ends = connected();
    CompletableFuture<byte[]> waiting = loop.sockRecv(ends[0], 1);

    loop.close();

    Throwable cause = assertThrows(CompletionException.class, waiting::join).getCause();
    assertSame(EventLoopClosedException.class, cause.getClass());
    send(ends[1], "there at once");
    assertThrows(EventLoopClosedException.class, () -> loop.sockRecv(ends[0], 1));
  }

  private <T> T run(CompletableFuture<T> future) throws Exception {
    return loop.runUntilComplete(future);
  }

  private SocketChannel[] connected() throws Exception {
    SocketChannel client = newClient();
    run(loop.sockConnect(client, server.getLocalAddress()));
    return new SocketChannel[] {client, closing(run(loop.sockAccept(server)))};
  }

  private SocketChannel newClient() throws IOException {
    SocketChannel client = closing(SocketChannel.open());
    client.configureBlocking(false);
    return client;
  }

  private DatagramChannel newDatagramChannel() throws IOException {
    DatagramChannel channel = closing(DatagramChannel.open());
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    return channel;
  }

  private static void send(SocketChannel channel, String text) {
    try {
      channel.write(utf8(text));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
