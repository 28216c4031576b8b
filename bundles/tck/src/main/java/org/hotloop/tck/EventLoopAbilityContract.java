package org.hotloop.tck;

import static org.hotloop.tck.Ability.CHANNEL_PIPES;
import static org.hotloop.tck.Ability.CONNECTIONS;
import static org.hotloop.tck.Ability.DATAGRAMS;
import static org.hotloop.tck.Ability.READERS;
import static org.hotloop.tck.Ability.SOCK_OPERATIONS;
import static org.hotloop.tck.Ability.UNIX_SOCKETS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A loop can do what its {@link #abilities()} say; each method of what it cannot says so, by type,
 * with its own name and the loop's, and does nothing.
 */
public abstract class EventLoopAbilityContract extends EventLoopSuite {

  private final InetSocketAddress nowhere = new InetSocketAddress("127.0.0.1", 1);
  private final List<Protocol> made = new ArrayList<>();

  @Test
  @DisplayName(
      "L26 readers and writers on channels are there, or their methods say that they are not")
  void channels() throws Exception {
    DatagramChannel channel = closing(DatagramChannel.open());
    channel.configureBlocking(false);

    assertAbility(READERS, "addReader", () -> loop.addReader(channel, () -> {}));
    assertAbility(READERS, "removeReader", () -> loop.removeReader(channel));
    assertAbility(READERS, "addWriter", () -> loop.addWriter(channel, () -> {}));
    assertAbility(READERS, "removeWriter", () -> loop.removeWriter(channel));
  }

  @Test
  @DisplayName("L26 readers and writers on descriptors, too")
  void descriptors() {
    assertAbility(READERS, "addReader", () -> loop.addReader(-1, () -> {}));
    assertAbility(READERS, "removeReader", () -> loop.removeReader(-1));
    assertAbility(READERS, "addWriter", () -> loop.addWriter(-1, () -> {}));
    assertAbility(READERS, "removeWriter", () -> loop.removeWriter(-1));
  }

  @Test
  @DisplayName("L26 operations on sockets are there, or each says that it is not")
  void operations() throws Exception {
    SocketChannel client = notBlocking(SocketChannel.open());
    ServerSocketChannel server = notBlocking(ServerSocketChannel.open());
    DatagramChannel datagrams = notBlocking(DatagramChannel.open());
    ByteBuffer data = ByteBuffer.allocate(1);

    assertAbility(SOCK_OPERATIONS, "sockRecv", () -> loop.sockRecv(client, 1));
    assertAbility(SOCK_OPERATIONS, "sockRecvInto", () -> loop.sockRecvInto(client, data));
    assertAbility(SOCK_OPERATIONS, "sockRecvFrom", () -> loop.sockRecvFrom(datagrams, 1));
    assertAbility(SOCK_OPERATIONS, "sockSendAll", () -> loop.sockSendAll(client, data));
    assertAbility(SOCK_OPERATIONS, "sockSendTo", () -> loop.sockSendTo(datagrams, data, nowhere));
    assertAbility(SOCK_OPERATIONS, "sockConnect", () -> loop.sockConnect(client, nowhere));
    assertAbility(SOCK_OPERATIONS, "sockAccept", () -> loop.sockAccept(server));
    assertAbility(SOCK_OPERATIONS, "sockSendfile", () -> loop.sockSendfile(client, null, 0, 1));
  }

  @Test
  @DisplayName("L26 connections and servers are there, or their methods say that they are not")
  void connections() {
    assertConnections(CONNECTIONS, ConnectionSpec.to(nowhere), ServerSpec.on("127.0.0.1", 0));
  }

  @Test
  @DisplayName(
      "L26 unix sockets are there, or whoever is given the path of one says that it is not")
  void unixSockets(@TempDir Path folder) {
    Path path = folder.resolve("socket");
    assertConnections(UNIX_SOCKETS, ConnectionSpec.toPath(path), ServerSpec.onPath(path));
  }

  @Test
  @DisplayName("L26 datagram endpoints are there, or their method says that they are not")
  void datagrams() {
    DatagramSpec spec = DatagramSpec.on("127.0.0.1", 0);
    assertAbility(
        DATAGRAMS,
        "createDatagramEndpoint",
        () -> loop.createDatagramEndpoint(RecordingDatagrams::new, spec));
  }

  @Test
  @DisplayName("L26 pipes on channels are there, or their methods say that they are not")
  void pipes() throws Exception {
    Pipe pipe = Pipe.open();
    closing(pipe.source());
    closing(pipe.sink());
    assertAbility(
        CHANNEL_PIPES,
        "connectReadPipe",
        () -> loop.connectReadPipe(RecordingReadPipe::new, pipe.source()));
    assertAbility(
        CHANNEL_PIPES,
        "connectWritePipe",
        () -> loop.connectWritePipe(RecordingWritePipe::new, pipe.sink()));
  }

  private void assertConnections(Ability ability, ConnectionSpec to, ServerSpec on) {
    assertAbility(ability, "createConnection", () -> loop.createConnection(this::protocol, to));
    assertAbility(ability, "createServer", () -> loop.createServer(this::protocol, on));
    assertAbility(ability, "openConnection", () -> loop.openConnection(to));
    assertAbility(ability, "startServer", () -> loop.startServer((reader, writer) -> {}, on));
    assertEquals(List.of(), made);
  }

  private Protocol protocol() {
    made.add(new Protocol() {});
    return made.get(0);
  }

  private <C extends SelectableChannel> C notBlocking(C channel) throws Exception {
    closing(channel).configureBlocking(false);
    return channel;
  }

  /** Who can do it may still refuse these arguments. */
  private void assertAbility(Ability ability, String method, Executable call) {
    if (abilities().contains(ability)) {
      assertFalse(isUnsupported(call), method);
      return;
    }
    String refusal = assertThrows(UnsupportedByLoopException.class, call).getMessage();
    assertTrue(refusal.startsWith(method), refusal);
    assertTrue(refusal.contains(loop.toString()), refusal);
  }

  private static boolean isUnsupported(Executable call) {
    try {
      call.execute();
      return false;
    } catch (Throwable thrown) {
      return thrown instanceof UnsupportedByLoopException;
    }
  }
}
