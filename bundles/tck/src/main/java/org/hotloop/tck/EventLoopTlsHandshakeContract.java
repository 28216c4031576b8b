package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.baseline.Baseline;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TLS handshakes: with whom, how, and what becomes of those that fail. */
public abstract class EventLoopTlsHandshakeContract extends TlsSuite {

  private final RecordingConnection near = new RecordingConnection();

  @Test
  @DisplayName("V13 a server whose certificate names another host is refused, unless nobody checks")
  void checksTheHostName() throws Exception {
    server = TlsSpec.of(certificates.otherServer());
    Server serving = serveTls();

    SSLException refused = refused(serving, client);
    assertTrue(refused.getMessage().contains(HOST), refused.getMessage());
    assertInstanceOf(CertificateException.class, root(refused));
    refused(serving, client.serverHostname(LOCALHOST));

    run(connectTls(serving, near, client.serverHostname("other.example")));
    run(connectTls(serving, near, client.checkHostname(false)));
  }

  @Test
  @DisplayName("V13 where there is no host name to check, it is refused before anything happens")
  void needsAHostName() {
    ConnectionSpec unix = ConnectionSpec.toPath(Path.of("socket"));
    assertThrows(IllegalArgumentException.class, () -> unix.tls(client));
    ConnectionSpec two =
        ConnectionSpec.to(
            InetSocketAddress.createUnresolved("a", 1), InetSocketAddress.createUnresolved("b", 1));
    assertThrows(IllegalArgumentException.class, () -> two.tls(client));
    assertThrows(IllegalArgumentException.class, () -> client.serverHostname(" "));

    assertEquals(Optional.empty(), hostOf(unix.tls(client.checkHostname(false))));
    assertEquals(Optional.of("a"), hostOf(ConnectionSpec.to("a", 1).tls(client)));
    assertEquals(Optional.of("b"), hostOf(unix.tls(client.serverHostname("b"))));
  }

  private static Optional<String> hostOf(ConnectionSpec spec) {
    return spec.tls().orElseThrow().serverHostname();
  }

  @Test
  @DisplayName("V13 the server is told the host name, and no address")
  void tellsTheServerItsName() throws Exception {
    assertEquals(List.of(LOCALHOST), namesTold(client.serverHostname(LOCALHOST)));
    assertEquals(List.of(), namesTold(client));
    assertEquals(List.of(), namesTold(client.serverHostname("under_score").checkHostname(false)));
    assertEquals(
        List.of("dot.example"),
        namesTold(client.serverHostname("dot.example.").checkHostname(false)));
  }

  @Test
  @DisplayName(
      "V14 a certificate that is not trusted is refused, with the peer named; nothing stays")
  void refusesAStranger() throws Exception {
    Server serving = serveTls();
    run(connectTls(serving, near, client)).transport().close();
    run(near.lost);
    run(far().lost);
    Baseline baseline = Baseline.ofDescriptors();

    SSLException refused = refused(serving, TlsSpec.of(certificates.stranger()));

    assertTrue(refused.getMessage().contains(":" + port(serving)), refused.getMessage());
    assertTrue(refused.getMessage().contains("PKIX"), refused.getMessage());
    assertInstanceOf(SSLException.class, refused.getCause());
    runUntil(() -> baseline.leftovers().isEmpty());
    assertEquals(List.of(), accepted.get(1).events);
  }

  @Test
  @DisplayName(
      "V15 a server goes on after a handshake that fails, which only who debugs is told of")
  void servesOn() throws Exception {
    List<ExceptionContext> reported = reported();
    Server serving = serveTls();
    refused(serving, TlsSpec.of(certificates.stranger()));
    run(connectTls(serving, near, client));
    assertEquals(List.of(), reported);

    loop.setDebug(true);
    refused(serving, TlsSpec.of(certificates.stranger()));
    runUntil(() -> reported.size() == 1);
    SSLException told = (SSLException) reported.get(0).exception().orElseThrow();
    assertTrue(told.getMessage().contains("certificate"), "as the client's alert says: " + told);
    serving.close();
    near.transport.close();
    run(serving.waitClosed());
  }

  @Test
  @DisplayName("V16 a peer that says nothing is given up in the time that was said, at both ends")
  void givesUpSilence() throws Exception {
    ServerSocket listening = listening();
    server = server.handshakeTimeout(Duration.ofMillis(50));
    Server serving = serveTls();
    loop.setDebug(true);
    List<ExceptionContext> reported = reported();
    Baseline baseline = Baseline.ofDescriptors();

    SocketTimeoutException late =
        assertThrows(
            SocketTimeoutException.class,
            () ->
                run(
                    loop.createConnection(
                        () -> near,
                        to(listening).tls(client.handshakeTimeout(Duration.ofMillis(50))))));

    assertTrue(late.getMessage().contains("50 ms"), late.getMessage());
    assertEquals(List.of(), near.events);
    runUntil(() -> baseline.leftovers().isEmpty());
    try (Socket silent = new Socket(HOST, port(serving))) {
      runUntil(() -> !reported.isEmpty());
      assertEquals(-1, silent.getInputStream().read());
    }
    assertInstanceOf(SocketTimeoutException.class, reported.get(0).exception().orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> client.handshakeTimeout(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> client.shutdownTimeout(Duration.ZERO));
  }

  @Test
  @DisplayName("V17 a peer that does not speak TLS, or leaves, fails the handshake")
  void refusesPlainText() throws Exception {
    Server plain =
        serve(
            () ->
                new RecordingConnection() {
                  @Override
                  public void connectionMade(Transport made) {
                    super.connectionMade(made);
                    made.write(utf8("220 hotloop.example ready\r\n"));
                  }
                });
    refused(plain, client);

    Server leaving =
        serve(
            () ->
                new RecordingConnection() {
                  @Override
                  public void connectionMade(Transport made) {
                    super.connectionMade(made);
                    made.close();
                  }
                });
    refused(leaving, client);
  }

  @Test
  @DisplayName("V18 a connection that is cancelled in its handshake leaves nothing")
  void givesUpByHand() throws Exception {
    ServerSocket listening = listening();
    serve(); // what a loop opens with its first socket stays until it is closed
    Baseline baseline = Baseline.ofDescriptors();
    CompletableFuture<Connection<RecordingConnection>> connecting =
        loop.createConnection(() -> near, to(listening).tls(client));
    CompletableFuture<Socket> peer = elsewhere(listening::accept);
    try (Socket accepted = run(peer)) {
      assertTrue(run(elsewhere(() -> accepted.getInputStream().read())) >= 0, "it has begun");
      assertFalse(connecting.isDone());
      connecting.cancel(false);
      assertThrows(CancellationException.class, () -> run(connecting));
      run(elsewhere(() -> accepted.getInputStream().readAllBytes()));
    }
    runUntil(() -> baseline.leftovers().isEmpty());
    assertEquals(List.of(), near.events);
  }

  @Test
  @DisplayName("V18 a loop that is closed fails who waits for a handshake")
  void failsWithTheLoop() throws Exception {
    ServerSocket listening = listening();
    CompletableFuture<Connection<RecordingConnection>> connecting =
        loop.createConnection(() -> near, to(listening).tls(client));
    Socket peer = closing(run(elsewhere(listening::accept)));
    assertTrue(run(elsewhere(() -> peer.getInputStream().read())) >= 0, "it has begun");

    loop.close();

    CompletionException told = assertThrows(CompletionException.class, connecting::join);
    assertInstanceOf(EventLoopClosedException.class, told.getCause());
  }

  @Test
  @DisplayName("V20 certificates are looked at off the loop's thread, which others use meanwhile")
  void checksOffTheLoop() throws Exception {
    CountDownLatch checking = new CountDownLatch(1);
    AtomicReference<Thread> checker = new AtomicReference<>();
    SSLContext slow = SSLContext.getInstance("TLS");
    slow.init(
        null,
        new TrustManager[] {
          new Trusting() {
            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
              checker.set(Thread.currentThread());
              try {
                checking.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            }
          }
        },
        null);
    Server serving = serveTls();
    CompletableFuture<Connection<RecordingConnection>> connecting =
        connectTls(serving, near, TlsSpec.of(slow));

    runUntil(() -> checker.get() != null); // the loop runs
    assertFalse(connecting.isDone());
    checking.countDown();
    run(connecting);
    assertNotSame(Thread.currentThread(), checker.get());
  }

  @Test
  @DisplayName("V20 a trust manager that throws fails the handshake, with that as the cause")
  void failsWithTheTrustManager() throws Exception {
    RuntimeException failure = new IllegalStateException("no");
    SSLContext broken = SSLContext.getInstance("TLS");
    broken.init(
        null,
        new TrustManager[] {
          new Trusting() {
            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
              throw failure;
            }
          }
        },
        null);

    assertEquals(failure, root(refused(serveTls(), TlsSpec.of(broken))));
  }

  private SSLException refused(Server serving, TlsSpec spec) {
    RecordingConnection untold = new RecordingConnection();
    SSLException refused =
        assertThrows(SSLException.class, () -> run(connectTls(serving, untold, spec)));
    assertEquals(List.of(), untold.events);
    return refused;
  }

  /** The server names that a client tells, as a server's parameters see them. */
  private List<String> namesTold(TlsSpec spec) throws Exception {
    List<String> told = new ArrayList<>();
    server =
        server.parameters(
            with ->
                with.setSNIMatchers(
                    List.of(
                        new SNIMatcher(StandardConstants.SNI_HOST_NAME) {
                          @Override
                          public boolean matches(SNIServerName name) {
                            told.add(new String(name.getEncoded()));
                            return true;
                          }
                        })));
    run(connectTls(serveTls(), new RecordingConnection(), spec));
    return told;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Everybody, with one method to be overridden. */
  private abstract static class Trusting implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
