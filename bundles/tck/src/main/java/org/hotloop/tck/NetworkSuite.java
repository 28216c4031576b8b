package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;

/** What the suites for connections and servers share: both ends are on the loop under test. */
public abstract class NetworkSuite extends EventLoopSuite {

  /** More than the buffers of a socket's two ends hold. */
  static final int MUCH = 16 * 1024 * 1024;

  static final String HOST = "127.0.0.1";

  /** The protocols of accepted connections, in order. */
  final List<RecordingConnection> accepted = new ArrayList<>();

  NetworkSuite() {}

  final <T> T run(CompletableFuture<T> future) throws Exception {
    return loop.runUntilComplete(future);
  }

  /** Runs the loop until {@code condition} is true. */
  final void runUntil(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      CompletableFuture<Void> soon = loop.createFuture();
      loop.callLater(Duration.ofMillis(1), () -> soon.complete(null));
      run(soon);
    }
  }

  final Server serve(Supplier<? extends Protocol> protocol) throws Exception {
    return run(loop.createServer(protocol, ServerSpec.on(HOST, 0)));
  }

  final Server serve() throws Exception {
    return serve(this::newAccepted);
  }

  final RecordingConnection newAccepted() {
    RecordingConnection made = new RecordingConnection();
    accepted.add(made);
    return made;
  }

  final <P extends Protocol> Transport connect(Server server, P protocol) throws Exception {
    Connection<P> connection =
        run(loop.createConnection(() -> protocol, ConnectionSpec.to(address(server))));
    return connection.transport();
  }

  /** One end of a connection; the other one is the first that was accepted. */
  final Transport connect(RecordingConnection protocol) throws Exception {
    Transport transport = connect(serve(), protocol);
    runUntil(() -> !accepted.isEmpty());
    return transport;
  }

  /** A loop that goes on watching what nobody reads from spins; others have other ways. */
  final void assertNotRead(Transport transport) {
    if (channelOf(transport) instanceof SelectableChannel watched) {
      assertFalse(loop.removeReader(watched));
    }
  }

  /** As {@link #assertNotRead}, when everything is written. */
  final void assertNotWritten(Transport transport) throws Exception {
    runUntil(() -> transport.getWriteBufferSize() == 0);
    if (channelOf(transport) instanceof SelectableChannel watched) {
      assertFalse(loop.removeWriter(watched));
    }
  }

  static NetworkChannel channelOf(Transport transport) {
    return transport.getExtraInfo(ExtraInfo.SOCKET).orElseThrow();
  }

  /** A client that is no loop's. */
  final SocketChannel plainClient(Server server) throws IOException {
    return closing(SocketChannel.open(address(server)));
  }

  /** Ends the connection as a peer does who has crashed. */
  static void reset(SocketChannel client) throws IOException {
    client.setOption(StandardSocketOptions.SO_LINGER, 0);
    client.close();
  }

  static SocketAddress address(Server server) {
    return server.getAddresses().get(0);
  }

  static int port(Server server) {
    return ((InetSocketAddress) address(server)).getPort();
  }

  static ByteBuffer utf8(String text) {
    return StandardCharsets.UTF_8.encode(text);
  }
}
