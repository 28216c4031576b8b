package org.hotloop.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.hotloop.EventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TLS from the middle of a connection on, and streams over TLS. */
public abstract class EventLoopStartTlsContract extends TlsSuite {

  private final List<StreamConnection> connected = new ArrayList<>();
  private final RecordingConnection near = new RecordingConnection();

  @Test
  @DisplayName("V22 a live connection goes over to TLS, at both ends, with the protocol it has")
  void upgrades() throws Exception {
    Transport plain = connect(near);
    plain.write(utf8("STARTTLS\n"));
    runUntil(() -> far().text().equals("STARTTLS\n"));

    upgrade(plain);
    near.transport.write(utf8("secret"));
    runUntil(() -> far().text().endsWith("secret"));
    assertSame(near, near.transport.getProtocol());
    assertTrue(near.transport.getExtraInfo(ExtraInfo.SSL_SESSION).isPresent());
    near.transport.close();

    assertEquals(Optional.empty(), run(far().lost));
    assertEquals(List.of("made", "data", "eof", "lost"), far().events);
    assertEquals(Optional.empty(), run(near.lost));
    assertEquals(List.of("made", "lost"), near.events);
  }

  @Test
  @DisplayName("V22 TLS goes over TLS, too")
  void upgradesTwice() throws Exception {
    upgrade(connect(near));
    upgrade(near.transport);
    byte[] much = EventLoopTlsContract.random(1_000_000);
    near.transport.write(ByteBuffer.wrap(much));
    runUntil(() -> far().received.size() == much.length);
    near.transport.close();

    assertEquals(Optional.empty(), run(far().lost));
    assertEquals(Optional.empty(), run(near.lost));
  }

  @Test
  @DisplayName("V22 who was paused when TLS began goes on when what was written before is gone")
  void resumesWhoWasPaused() throws Exception {
    Transport plain = connect(near);
    far().transport.pauseReading();
    plain.write(ByteBuffer.allocate(MUCH));
    assertEquals(List.of("made", "pause"), near.events);

    CompletableFuture<Transport> upgrading =
        loop.startTls(plain, near, client.serverHostname(LOCALHOST), TlsSide.CLIENT);
    far().transport.resumeReading();
    runUntil(() -> near.events.contains("resume"));
    assertFalse(upgrading.isDone());
    upgrading.cancel(false);
    assertThrows(CancellationException.class, () -> run(upgrading));
    assertEquals(Optional.empty(), run(near.lost));
  }

  @Test
  @DisplayName("V23 a handshake that fails on a live connection ends it, with the cause")
  void tellsAFailedUpgrade() throws Exception {
    Transport plain = connect(near);
    CompletableFuture<Transport> there =
        loop.startTls(far().transport, far(), server, TlsSide.SERVER);
    TlsSpec stranger = TlsSpec.of(certificates.stranger()).serverHostname(LOCALHOST);
    CompletableFuture<Transport> here = loop.startTls(plain, near, stranger, TlsSide.CLIENT);

    assertThrows(SSLException.class, () -> run(here));
    assertThrows(SSLException.class, () -> run(there));
    assertInstanceOf(SSLException.class, run(near.lost).orElseThrow());
    assertInstanceOf(SSLException.class, run(far().lost).orElseThrow());
  }

  @Test
  @DisplayName("V23 without a host name, and on what is closed, nothing is begun")
  void refusesToUpgrade() throws Exception {
    Transport plain = connect(near);
    assertThrows(
        IllegalArgumentException.class, () -> loop.startTls(plain, near, client, TlsSide.CLIENT));
    assertSame(near, plain.getProtocol());

    plain.close();
    assertThrows(
        IllegalStateException.class,
        () -> loop.startTls(plain, near, client.checkHostname(false), TlsSide.CLIENT));
  }

  @Test
  @DisplayName("V24 streams over TLS, end to end; the end of one side is that of both")
  void streams() throws Exception {
    Server serving = run(loop.startServer(this::keep, ServerSpec.on(HOST, 0).tls(server)));
    StreamConnection stream =
        run(loop.openConnection(ConnectionSpec.to(address(serving)).tls(client)));
    stream.writer().write(bytes("hot\n"));
    assertEquals("hot\n", text(run(far(0).reader().readLine())));
    assertFalse(stream.writer().canWriteEof());
    assertThrows(UnsupportedOperationException.class, stream.writer()::writeEof);
    byte[] much = EventLoopTlsContract.random(MUCH);
    far(0).writer().write(much);
    far(0).writer().close();

    assertEquals(MUCH, run(stream.reader().readAll()).length);
    run(far(0).writer().waitClosed());
    run(stream.writer().waitClosed());
  }

  @Test
  @DisplayName("V24 a client asks, and an echo server answers")
  void asks() throws Exception {
    Server serving =
        run(loop.startServer(EventLoopStreamContract::echo, ServerSpec.on(HOST, 0).tls(server)));

    assertEquals("hello\n", text(run(ask(loop, port(serving), certificates.client()))));
    serving.close();
    run(serving.waitClosed());
  }

  /** As a user would write it. */
  private static CompletionStage<byte[]> ask(EventLoop loop, int port, SSLContext trusting) {
    return loop.openConnection(ConnectionSpec.to("localhost", port).tls(TlsSpec.of(trusting)))
        .thenCompose(
            server -> {
              server.writer().write("hello\n".getBytes(UTF_8));
              return server
                  .reader()
                  .readLine()
                  .whenComplete((line, failure) -> server.writer().close());
            });
  }

  @Test
  @DisplayName(
      "V24 who reads a stream that is cut off without the end of TLS is told, behind the data")
  void tellsAStreamsTruncation() throws Exception {
    Server serving = run(loop.startServer(this::keep, ServerSpec.on(HOST, 0).tls(server)));
    CompletableFuture<Void> peer =
        elsewhere(
            () -> {
              try (BlockingPeer dying = BlockingPeer.client(port(serving), certificates.client())) {
                dying.write(bytes("data"));
                return null;
              }
            });
    run(peer);
    CompletableFuture<byte[]> all = far(0).reader().readAll().toCompletableFuture();

    assertThrows(SSLException.class, () -> run(all));
    assertEquals("data", text(run(far(0).reader().read(10))));
    assertThrows(SSLException.class, () -> run(far(0).writer().waitClosed()));
  }

  @Test
  @DisplayName("V25 streams go over to TLS in the middle, at both ends")
  void upgradesStreams() throws Exception {
    StreamConnection stream = connectStreams();
    stream.writer().write(bytes("STARTTLS\n"));
    assertEquals("STARTTLS\n", text(run(far(0).reader().readLine())));
    far(0).writer().write(bytes("OK\n"));
    CompletionStage<Void> there = far(0).writer().startTls(server, TlsSide.SERVER);
    assertEquals("OK\n", text(run(stream.reader().readLine())));
    run(stream.writer().startTls(client.serverHostname(LOCALHOST), TlsSide.CLIENT));
    run(there);

    assertTrue(stream.writer().getExtraInfo(ExtraInfo.SSL_SESSION).isPresent());
    stream.writer().write(bytes("secret\n"));
    assertEquals("secret\n", text(run(far(0).reader().readLine())));
    far(0).writer().close();
    assertEquals("", text(run(stream.reader().readAll())));
    run(stream.writer().waitClosed());
  }

  @Test
  @DisplayName("V25 what came unencrypted and was not read does not pass for what came over TLS")
  void refusesWhatCameBefore() throws Exception {
    StreamConnection stream = connectStreams();
    stream.writer().write(bytes("STARTTLS\nevil\n"));
    assertEquals("STARTTLS\n", text(run(far(0).reader().readLine())));
    assertThrows(
        IllegalStateException.class, () -> run(far(0).writer().startTls(server, TlsSide.SERVER)));

    assertEquals("evil\n", text(run(far(0).reader().readLine())), "still unencrypted");
    assertThrows(
        IllegalArgumentException.class, () -> stream.writer().startTls(client, TlsSide.CLIENT));
  }

  @Test
  @DisplayName(
      "V25 what is written during the handshake is dropped, and told; nothing goes out plain")
  void dropsWhatIsWrittenMeanwhile() throws Exception {
    StreamConnection stream = connectStreams();
    CompletionStage<Void> there = far(0).writer().startTls(server, TlsSide.SERVER);
    CompletionStage<Void> here =
        stream.writer().startTls(client.serverHostname(LOCALHOST), TlsSide.CLIENT);
    stream.writer().write(bytes("too soon"));
    run(here);
    run(there);

    assertThrows(IOException.class, () -> run(stream.writer().drain()));
    stream.writer().write(bytes("x"));
    assertEquals("x", text(run(far(0).reader().read(10))));
  }

  private StreamConnection connectStreams() throws Exception {
    Server serving = run(loop.startServer(this::keep, ServerSpec.on(HOST, 0)));
    StreamConnection stream = run(loop.openConnection(ConnectionSpec.to(address(serving))));
    far(0);
    return stream;
  }

  private void upgrade(Transport plain) throws Exception {
    CompletableFuture<Transport> there =
        loop.startTls(far().transport, far(), server, TlsSide.SERVER);
    CompletableFuture<Transport> here =
        loop.startTls(plain, near, client.serverHostname(LOCALHOST), TlsSide.CLIENT);
    near.transport = run(here);
    far().transport = run(there);
  }

  private void keep(StreamReader reader, StreamWriter writer) {
    connected.add(new StreamConnection(reader, writer));
  }

  private StreamConnection far(int index) throws Exception {
    runUntil(() -> connected.size() > index);
    return connected.get(index);
  }

  private <T> T run(CompletionStage<T> stage) throws Exception {
    return run(stage.toCompletableFuture());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
