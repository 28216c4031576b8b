package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hotloop.stream.StreamConnection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and servers over unix sockets, with TLS and without. */
public abstract class EventLoopUnixSocketContract extends TlsSuite {

  @Test
  @DisplayName("S18 a unix socket: one that nobody listens to is replaced, anything else stays")
  void listensOnAPath(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    try (ServerSocketChannel stale = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      stale.bind(UnixDomainSocketAddress.of(path));
    }
    assertTrue(Files.exists(path), "left by who died");

    Server serving = run(loop.createServer(this::newAccepted, ServerSpec.onPath(path)));
    run(loop.createConnection(RecordingConnection::new, ConnectionSpec.toPath(path)));
    runUntil(() -> accepted.size() == 1);
    assertThrows(
        BindException.class,
        () -> run(loop.createServer(this::newAccepted, ServerSpec.onPath(path))),
        "it is listened to");
    serving.close();
    assertFalse(Files.exists(path));

    Path file = Files.createFile(folder.resolve("file"));
    ServerSpec both =
        ServerSpec.on(UnixDomainSocketAddress.of(path), UnixDomainSocketAddress.of(file));
    assertThrows(BindException.class, () -> run(loop.createServer(this::newAccepted, both)));
    assertTrue(Files.exists(file));
    assertFalse(Files.exists(path), "taken before the failure, and given back");
  }

  @Test
  @DisplayName("S18 one with so many to accept that nobody is answered is listened to all the same")
  void leavesABusyPath(@TempDir Path folder) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    ServerSocketChannel busy = closing(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
    busy.bind(address, 1);
    assertThrows(SocketException.class, () -> fill(address), "it lets everybody wait");

    assertThrows(
        BindException.class,
        () -> run(loop.createServer(this::newAccepted, ServerSpec.on(address))));
    assertTrue(Files.exists(address.getPath()));
  }

  @Test
  @DisplayName("N7 over unix sockets, too")
  void worksOverUnixSockets(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    assertEchoes(ServerSpec.onPath(path), ConnectionSpec.toPath(path));
  }

  @Test
  @DisplayName("V24 streams over TLS over unix sockets, where the client names the server")
  void worksOverTls(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("socket");
    assertEchoes(
        ServerSpec.onPath(path).tls(server),
        ConnectionSpec.toPath(path).tls(client.serverHostname(LOCALHOST)));
  }

  private void assertEchoes(ServerSpec on, ConnectionSpec to) throws Exception {
    Server serving = run(loop.startServer(EventLoopStreamContract::echo, on));
    StreamConnection stream = run(loop.openConnection(to));
    byte[] line = {'x', '\n'};
    stream.writer().write(line);
    assertArrayEquals(line, run(stream.reader().readLine().toCompletableFuture()));
    serving.close();
  }

  /** Connects until nobody more may wait to be accepted. */
  private void fill(UnixDomainSocketAddress address) throws Exception {
    for (int client = 0; client < 100; client++) {
      SocketChannel waiting = closing(SocketChannel.open(StandardProtocolFamily.UNIX));
      waiting.configureBlocking(false);
      waiting.connect(address);
    }
  }
}
