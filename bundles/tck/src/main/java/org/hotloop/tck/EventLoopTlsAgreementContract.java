package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two ends agree on in a handshake, also with the JDK's own sockets. */
public abstract class EventLoopTlsAgreementContract extends TlsSuite {

  private final RecordingConnection near = new RecordingConnection();

  @Test
  @DisplayName("V19 a client shows its certificate where it is asked to")
  void showsTheClientsCertificate() throws Exception {
    server =
        TlsSpec.of(certificates.serverThatTrusts())
            .parameters(with -> with.setNeedClientAuth(true));
    Server serving = serveTls();
    run(connectTls(serving, near, TlsSpec.of(certificates.clientWithKey())));
    runUntil(() -> !accepted.isEmpty() && far().transport != null);

    X509Certificate shown =
        (X509Certificate)
            far()
                .transport
                .getExtraInfo(ExtraInfo.SSL_SESSION)
                .orElseThrow()
                .getPeerCertificates()[0];
    assertEquals("CN=other.example", shown.getSubjectX500Principal().getName());

    RecordingConnection nobody = new RecordingConnection();
    run(connectTls(serving, nobody, client)); // in TLS 1.3 a client learns of it afterwards
    assertInstanceOf(SSLException.class, run(nobody.lost).orElseThrow());
  }

  @Test
  @DisplayName("V19 versions, ciphers and the application's protocol are as they are asked for")
  void followsTheParameters() throws Exception {
    server = server.parameters(with -> with.setApplicationProtocols(new String[] {"a", "b"}));
    TlsSpec asking =
        client.parameters(
            with -> {
              with.setApplicationProtocols(new String[] {"b", "c"});
              with.setProtocols(new String[] {"TLSv1.2"});
            });
    Transport transport = run(connectTls(serveTls(), near, asking)).transport();

    assertEquals(Optional.of("b"), transport.getExtraInfo(ExtraInfo.ALPN_PROTOCOL));
    assertEquals(
        "TLSv1.2", transport.getExtraInfo(ExtraInfo.SSL_SESSION).orElseThrow().getProtocol());
    assertThrows(
        IllegalArgumentException.class,
        () -> client.parameters(with -> with.setProtocols(new String[] {"TLSv9"})));
    assertThrows(IllegalStateException.class, () -> TlsSpec.of(SSLContext.getInstance("TLS")));
  }

  @Test
  @DisplayName("V19 parameters that fail only when they are used fail the connection")
  void failsWithTheParameters() throws Exception {
    RuntimeException failure = new IllegalStateException("no");
    List<ExceptionContext> reported = reported();
    boolean[] fails = {false};
    TlsSpec failing =
        client.parameters(
            with -> {
              if (fails[0]) {
                throw failure;
              }
            });
    fails[0] = true;

    Server serving = serveTls();
    RuntimeException raised =
        assertThrows(RuntimeException.class, () -> run(connectTls(serving, near, failing)));
    assertSame(failure, raised);
    assertEquals(1, reported.size());
    assertEquals(List.of(), near.events);

    Transport plain = connect(new RecordingConnection());
    Protocol before = plain.getProtocol();
    assertSame(
        failure,
        assertThrows(
            RuntimeException.class,
            () -> loop.startTls(plain, near, failing.checkHostname(false), TlsSide.CLIENT)));
    assertSame(before, plain.getProtocol());
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "V21 the JDK's own sockets are echoed, at either end, also when they handshake again")
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void talksToTheJdk(String version) throws Exception {
    Echo echo = new Echo();
    Server serving = serveTls(() -> echo);
    BlockingPeer asClient =
        closing(BlockingPeer.client(port(serving), certificates.client(), version));
    run(elsewhere(() -> exchange(asClient)));
    run(elsewhere(asClient::end));
    assertEquals(Optional.empty(), run(echo.lost));

    ServerSocket listening = listening();
    Echo another = new Echo();
    CompletableFuture<BlockingPeer> accepting =
        elsewhere(
            () -> {
              BlockingPeer peer =
                  BlockingPeer.server(listening.accept(), certificates.server(), version);
              exchange(peer);
              return peer;
            });
    Transport transport =
        run(loop.createConnection(() -> another, to(listening).tls(client))).transport();
    BlockingPeer asServer = closing(run(accepting));
    CompletableFuture<Void> ending = elsewhere(asServer::end);
    transport.close();
    run(ending);
    assertEquals(Optional.empty(), run(another.lost));
  }

  /** A second handshake has come to its end at both ends after a few rounds, not at once. */
  private static Void exchange(BlockingPeer peer) throws Exception {
    byte[] much = EventLoopTlsContract.random(1_000_000);
    peer.write(much);
    peer.tls().startHandshake();
    assertArrayEquals(much, peer.read(much.length));
    for (byte round = 0; round < 5; round++) {
      peer.write(new byte[] {round});
      assertArrayEquals(new byte[] {round}, peer.read(1));
    }
    return null;
  }

  /** Sends what it gets. */
  private static final class Echo extends RecordingConnection {

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }
}
