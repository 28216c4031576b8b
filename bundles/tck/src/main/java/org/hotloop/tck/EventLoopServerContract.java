package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.baseline.Baseline;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's servers, and how connections to them are made. */
public abstract class EventLoopServerContract extends NetworkSuite {

  @Test
  @DisplayName("S10 connects to a name, whose addresses are tried one after the other")
  void connectsToAName() throws Exception {
    Server server = serve();

    Connection<RecordingConnection> connection =
        run(
            loop.createConnection(
                RecordingConnection::new, ConnectionSpec.to("localhost", port(server))));

    assertSame(connection.transport(), connection.protocol().transport);
    assertEquals(List.of("made"), connection.protocol().events);
  }

  @Test
  @DisplayName("S10 where one address refuses, the next one is tried")
  void triesTheNextAddress() throws Exception {
    Server server = serve();
    ConnectionSpec spec = ConnectionSpec.to(freeAddress(), address(server), freeAddress());

    Transport transport = run(connectTo(spec)).transport();

    assertEquals(address(server), transport.getExtraInfo(ExtraInfo.PEERNAME).orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> ConnectionSpec.to());
  }

  @Test
  @DisplayName("S10 nobody answers: refused, with each address and what it said")
  void tellsWhoRefused() throws Exception {
    Server server = serve();
    int port = port(server);
    server.close();

    ConnectException refused =
        assertThrows(ConnectException.class, () -> run(connectTo(ConnectionSpec.to(HOST, port))));

    assertTrue(refused.getMessage().contains(HOST + ":" + port), refused.getMessage());
    assertTrue(refused.getMessage().contains("refused"), refused.getMessage());
    assertThrows(
        UnknownHostException.class,
        () -> run(connectTo(ConnectionSpec.to("nobody.invalid", port))));
  }

  @Test
  @DisplayName("S11 a connection that does not come within its time is given up, or by hand")
  void givesUp() throws Exception {
    try (Unanswering full = new Unanswering()) {
      ConnectionSpec spec = ConnectionSpec.to(full.address());
      serve(); // what a loop opens once, for all its sockets, is open now
      Baseline baseline = Baseline.ofDescriptors();

      SocketTimeoutException late =
          assertThrows(
              SocketTimeoutException.class,
              () -> run(connectTo(spec.timeout(Duration.ofMillis(50)))));
      assertTrue(late.getMessage().contains("50 ms"), late.getMessage());

      CompletableFuture<Connection<RecordingConnection>> cancelled = connectTo(spec);
      loop.callLater(Duration.ofMillis(1), () -> cancelled.cancel(false));
      assertThrows(CancellationException.class, () -> run(cancelled));
      runUntil(() -> baseline.leftovers().isEmpty());
    }
    assertThrows(
        IllegalArgumentException.class, () -> ConnectionSpec.to(HOST, 1).timeout(Duration.ZERO));
  }

  @Test
  @DisplayName("S12 from a local address")
  void connectsFromALocalAddress() throws Exception {
    Server server = serve();
    InetSocketAddress from = new InetSocketAddress("127.0.0.3", 0);

    Transport transport =
        run(connectTo(ConnectionSpec.to(address(server)).localAddress(from))).transport();

    InetSocketAddress own =
        (InetSocketAddress) transport.getExtraInfo(ExtraInfo.SOCKNAME).orElseThrow();
    assertEquals(from.getAddress(), own.getAddress());
    ConnectionSpec unix = ConnectionSpec.toPath(Path.of("socket"));
    assertThrows(IllegalArgumentException.class, () -> unix.localAddress(from));
  }

  @Test
  @DisplayName("S13 port 0 is a free port for each of several hosts, and they are told")
  void listensOnSeveralHosts() throws Exception {
    Server server =
        run(
            loop.createServer(
                this::newAccepted, ServerSpec.on(List.of(HOST, "127.0.0.2", HOST), 0)));

    assertEquals(2, server.getAddresses().size(), "each once");
    for (var address : server.getAddresses()) {
      assertNotEquals(0, ((InetSocketAddress) address).getPort());
      run(connectTo(ConnectionSpec.to(address)));
    }
    runUntil(() -> accepted.size() == 2);
  }

  @Test
  @DisplayName("S13 on all addresses, IPv4 and IPv6, there is one socket")
  void listensOnAll() throws Exception {
    Server server = run(loop.createServer(this::newAccepted, ServerSpec.onAll(0)));

    run(connectTo(ConnectionSpec.to(HOST, port(server))));
    runUntil(() -> accepted.size() == 1);
  }

  @Test
  @DisplayName("S14 an address that is taken is named, and then nothing is listened on")
  void namesTheAddressThatIsTaken() throws Exception {
    Server server = serve();
    InetSocketAddress free = freeAddress();
    Baseline baseline = Baseline.ofDescriptors();

    BindException taken =
        assertThrows(
            BindException.class,
            () -> run(loop.createServer(this::newAccepted, ServerSpec.on(free, address(server)))));

    assertTrue(taken.getMessage().contains(":" + port(server)), taken.getMessage());
    runUntil(() -> baseline.leftovers().isEmpty());
    run(loop.createServer(this::newAccepted, ServerSpec.on(free)));
    assertThrows(IllegalArgumentException.class, () -> ServerSpec.on());
    assertThrows(IllegalArgumentException.class, () -> ServerSpec.on(HOST, 65_536));
  }

  @Test
  @DisplayName("S14 a port whose connections linger is taken again, unless that is not wanted")
  void takesALingeringPort() throws Exception {
    Server server = serve();
    InetSocketAddress address = (InetSocketAddress) address(server);
    RecordingConnection client = new RecordingConnection();
    connect(server, client);
    runUntil(() -> accepted.size() == 1);
    accepted.get(0).transport.close(); // who ends first, lingers
    run(client.lost);
    server.close();
    run(server.waitClosed());

    ServerSpec again = ServerSpec.on(address);
    assertThrows(
        BindException.class,
        () -> run(loop.createServer(this::newAccepted, again.reuseAddress(false))));
    run(loop.createServer(this::newAccepted, again));
  }

  @Test
  @DisplayName("S14 servers share a port where all of them say so")
  void sharesAPort() throws Exception {
    ServerSpec sharing = ServerSpec.on(HOST, 0).reusePort(true);
    Server first = run(loop.createServer(this::newAccepted, sharing));
    ServerSpec same = ServerSpec.on(address(first));

    assertThrows(BindException.class, () -> run(loop.createServer(this::newAccepted, same)));
    Server second = run(loop.createServer(this::newAccepted, same.reusePort(true)));
    assertEquals(first.getAddresses(), second.getAddresses());
  }

  @Test
  @DisplayName(
      "S15 closed, it accepts nobody; those that it has accepted go on, and are waited for")
  void keepsTheAccepted() throws Exception {
    Server server = serve();
    int port = port(server);
    RecordingConnection client = new RecordingConnection();
    Transport transport = connect(server, client);
    runUntil(() -> accepted.size() == 1);

    server.close();
    server.close();
    assertFalse(server.isServing());
    assertEquals(List.of(), server.getAddresses());
    assertThrows(ConnectException.class, () -> run(connectTo(ConnectionSpec.to(HOST, port))));
    CompletableFuture<Void> closed = server.waitClosed();
    transport.write(utf8("x"));
    runUntil(() -> accepted.get(0).text().equals("x"));
    assertFalse(closed.isDone());

    transport.close();
    run(closed);
    run(server.waitClosed());
  }

  @Test
  @DisplayName("S16 it serves from when it is told to; forever, until it is closed or cancelled")
  void servesWhenTold() throws Exception {
    Server server =
        run(loop.createServer(this::newAccepted, ServerSpec.on(HOST, 0).startServing(false)));
    assertFalse(server.isServing());
    assertSame(loop, server.getLoop());
    connect(server, new RecordingConnection()); // the kernel lets it wait
    assertEquals(List.of(), accepted);

    CompletableFuture<Void> forever = server.serveForever();
    assertTrue(server.isServing());
    runUntil(() -> accepted.size() == 1);
    assertFalse(forever.isDone());
    forever.cancel(false);
    runUntil(() -> !server.isServing());

    Server another = serve();
    CompletableFuture<Void> until = another.serveForever();
    loop.callSoon(another::close);
    run(until);
  }

  @Test
  @DisplayName("S17 a protocol that cannot be made drops its connection only, and is told of")
  void dropsWhatHasNoProtocol() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    boolean[] fails = {true};
    Server server =
        serve(
            () -> {
              if (fails[0]) {
                throw new IllegalStateException("no");
              }
              return newAccepted();
            });
    RecordingConnection client = new RecordingConnection();
    connect(server, client);
    run(client.lost);
    assertEquals(1, reported.size());

    fails[0] = false;
    connect(server, new RecordingConnection());
    runUntil(() -> accepted.size() == 1);
    server.close();
  }

  @Test
  @DisplayName("S9 a loop that is closed ends its servers, and who waits for them is told")
  void endsWithTheLoop() throws Exception {
    Server server = serve();
    CompletableFuture<Void> forever = server.serveForever();
    int port = port(server);

    loop.close();

    CompletionException told = assertThrows(CompletionException.class, forever::join);
    assertTrue(told.getCause() instanceof EventLoopClosedException, told.toString());
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(HOST), port);
    assertThrows(ConnectException.class, () -> SocketChannel.open(address).close());
  }

  private CompletableFuture<Connection<RecordingConnection>> connectTo(ConnectionSpec spec) {
    return loop.createConnection(RecordingConnection::new, spec);
  }

  private static InetSocketAddress freeAddress() throws Exception {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(new InetSocketAddress(HOST, 0));
      return (InetSocketAddress) probe.getLocalAddress();
    }
  }

  /** It listens, but so many wait to be accepted that the kernel answers nobody more. */
  private static final class Unanswering implements AutoCloseable {

    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final List<SocketChannel> waiting = new ArrayList<>();

    private Unanswering() throws Exception {
      server.bind(new InetSocketAddress(HOST, 0), 1);
      for (int i = 0; i < 10; i++) {
        SocketChannel client = SocketChannel.open();
        client.configureBlocking(false);
        client.connect(server.getLocalAddress());
        waiting.add(client);
      }
    }

    private InetSocketAddress address() throws Exception {
      return (InetSocketAddress) server.getLocalAddress();
    }

    @Override
    public void close() throws Exception {
      for (SocketChannel client : waiting) {
        client.close();
      }
      server.close();
    }
  }
}
