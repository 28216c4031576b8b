package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Server;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on connections, once the handshake is over: asyncio's {@code sslproto}. */
public abstract class EventLoopTlsContract extends TlsSuite {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final String[] TLS_1_2 = {"TLSv1.2"};

  private final RecordingConnection near = new RecordingConnection();

  @Test
  @DisplayName("V1 made after the handshake, data, the peer's end, lost, at both ends")
  void tellsInOrder() throws Exception {
    Transport transport = connectTls(near);
    assertEquals(List.of("made"), near.events);
    assertSame(near.transport, transport);
    transport.write(utf8("hot"));
    transport.write(utf8("loop"));
    transport.close();

    assertEquals(Optional.empty(), run(far().lost));
    assertEquals(List.of("made", "data", "eof", "lost"), far().events);
    assertEquals("hotloop", far().text());
    assertEquals(Optional.empty(), run(near.lost));
    assertEquals(List.of("made", "lost"), near.events);
  }

  @Test
  @DisplayName("V1 the session, with the peer's certificate, is known at both ends, also after it")
  void tellsTheSession() throws Exception {
    Transport transport = connectTls(near);
    transport.close();
    run(near.lost);

    SSLSession session = transport.getExtraInfo(ExtraInfo.SSL_SESSION).orElseThrow();
    assertEquals(certificates.localhost().getCertificate("key"), session.getPeerCertificates()[0]);
    assertEquals(
        session.getCipherSuite(),
        far().transport.getExtraInfo(ExtraInfo.SSL_SESSION).orElseThrow().getCipherSuite());
    assertEquals(
        transport.getExtraInfo(ExtraInfo.SOCKNAME),
        far().transport.getExtraInfo(ExtraInfo.PEERNAME));
    assertEquals(Optional.empty(), transport.getExtraInfo(ExtraInfo.ALPN_PROTOCOL));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName(
      "V2 a mebibyte each way at once comes whole to a slow reader, while keys are renewed")
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void movesMuch(String version) throws Exception {
    client = client.parameters(with -> with.setProtocols(new String[] {version}));
    SlowReader there = new SlowReader();
    SlowReader here = new SlowReader();
    byte[] much = random(MEBIBYTE);
    Server serving = serveTls(() -> there);
    Transport transport = run(connectTls(serving, here, client)).transport();
    runUntil(() -> there.transport != null); // a client's handshake may be over before a server's

    transport.write(ByteBuffer.wrap(much));
    there.transport.write(ByteBuffer.wrap(much));
    runUntil(() -> there.received.size() == MEBIBYTE && here.received.size() == MEBIBYTE);

    assertArrayEquals(much, there.received.toByteArray());
    assertArrayEquals(much, here.received.toByteArray());
    assertEquals(0, here.whilePaused + there.whilePaused);
  }

  @Test
  @DisplayName("V3 writers are paused above the high mark, and go on at the low one")
  void pausesWriters() throws Exception {
    List<Long> sizes = new ArrayList<>();
    RecordingConnection writing =
        new RecordingConnection() {
          @Override
          public void pauseWriting() {
            sizes.add(transport.getWriteBufferSize());
          }

          @Override
          public void resumeWriting() {
            sizes.add(transport.getWriteBufferSize());
          }
        };
    Transport transport = connectTls(writing);
    far().transport.pauseReading();
    assertEquals(64 * 1024, transport.getWriteBufferLimits().high());
    transport.setWriteBufferLimits(1000, MEBIBYTE);
    while (sizes.isEmpty()) {
      transport.write(ByteBuffer.allocate(MEBIBYTE / 4));
    }
    assertTrue(sizes.get(0) > MEBIBYTE, sizes.toString());

    far().transport.resumeReading();
    runUntil(() -> sizes.size() == 2);

    assertTrue(sizes.get(1) <= 1000, sizes.toString());
    assertNotWritten(transport);
    assertThrows(IllegalArgumentException.class, () -> transport.setWriteBufferLimits(2, 1));
  }

  @Test
  @DisplayName("V3 with marks of zero writers are paused by anything that waits")
  void pausesWritersAtOnce() throws Exception {
    client = client.parameters(with -> with.setProtocols(TLS_1_2)); // no keys come meanwhile
    Transport transport = connectTls(near);
    far().transport.pauseReading();
    transport.setWriteBufferLimits(0);
    while (!near.events.contains("pause")) {
      assertEquals(0, transport.getWriteBufferSize());
      transport.write(ByteBuffer.allocate(20_000));
    }

    far().transport.resumeReading();
    runUntil(() -> near.events.contains("resume"));
    assertEquals(0, transport.getWriteBufferSize());
  }

  @Test
  @DisplayName("V3 a peer that asks for new keys, and reads no answer, is not read from meanwhile")
  void doesNotGatherAnswers() throws Exception {
    Server serving = serveTls();
    BlockingPeer peer =
        closing(run(elsewhere(() -> BlockingPeer.client(port(serving), certificates.client()))));
    run(elsewhere(() -> peer.write('1')));
    runUntil(() -> !accepted.isEmpty() && far().text().equals("1"));
    far().transport.write(ByteBuffer.allocate(MUCH));
    int asked = 1000;

    run(
        elsewhere(
            () -> {
              for (int i = 0; i < asked; i++) {
                peer.tls().startHandshake();
                peer.write('2');
              }
              return null;
            }));
    run(loop.runInExecutor(null, () -> null));
    int read = far().received.size();
    assertTrue(read < asked / 2, "more than while the kernel took some: " + read);

    CompletableFuture<byte[]> reading = elsewhere(() -> peer.read(MUCH));
    runUntil(() -> far().received.size() == 1 + asked);
    assertEquals(MUCH, run(reading).length);
  }

  @Test
  @DisplayName("V4 paused, nothing is delivered nor read; resumed, everything is")
  void pausesReading() throws Exception {
    Transport transport = connectTls(near);
    Transport peer = far().transport;
    peer.pauseReading();
    assertFalse(peer.isReading());
    assertNotRead(peer);
    transport.write(utf8("hotloop"));
    run(loop.runInExecutor(null, () -> null));
    assertEquals("", far().text());

    peer.resumeReading();
    assertTrue(peer.isReading());
    runUntil(() -> far().text().equals("hotloop"));
  }

  @Test
  @DisplayName("V4 paused, the peer's end waits behind the data that came before it")
  void keepsTheEndBehindTheData() throws Exception {
    RecordingConnection pausing =
        new RecordingConnection() {
          @Override
          public void dataReceived(ByteBuffer data) {
            super.dataReceived(data);
            transport.pauseReading();
          }
        };
    Transport transport = run(connectTls(serveTls(() -> pausing), near, client)).transport();
    transport.write(utf8("hot"));
    transport.write(utf8("loop"));
    transport.close();
    runUntil(() -> pausing.text().equals("hot"));
    run(loop.runInExecutor(null, () -> null));
    assertEquals(List.of("made", "data"), pausing.events);

    pausing.transport.resumeReading();
    runUntil(() -> pausing.text().equals("hotloop"));
    pausing.transport.resumeReading();
    run(pausing.lost);
    assertEquals(List.of("made", "data", "eof", "lost"), pausing.events);
  }

  @Test
  @DisplayName("V5 close writes what is buffered, ends TLS with the peer, takes and tells no more")
  void closeFlushes() throws Exception {
    Transport transport = connectTls(near);
    byte[] much = random(MUCH);
    byte[] reused = much.clone();
    far().transport.write(utf8("unread"));
    transport.write(ByteBuffer.wrap(reused));
    Arrays.fill(reused, (byte) 9);
    assertTrue(transport.getWriteBufferSize() > 0);

    transport.close();
    transport.close();
    assertTrue(transport.isClosing());
    assertFalse(transport.isReading());
    transport.write(utf8("late"));

    assertEquals(Optional.empty(), run(far().lost));
    assertArrayEquals(much, far().received.toByteArray());
    assertEquals(Optional.empty(), run(near.lost));
    assertEquals("", near.text());
    assertEquals(1, near.events.stream().filter("lost"::equals).count());
  }

  @Test
  @DisplayName("V5 nobody can end one direction alone")
  void endsNoDirectionAlone() throws Exception {
    Transport transport = connectTls(near);
    assertFalse(transport.canWriteEof());
    assertThrows(UnsupportedOperationException.class, transport::writeEof);

    far().staysOpenAtEof = true;
    transport.close();
    assertEquals(Optional.empty(), run(far().lost));
  }

  @Test
  @DisplayName("V6 a peer that does not answer the end of TLS is waited for no longer than said")
  void waitsForTheEndSoLong() throws Exception {
    ServerSocket listening = listening();
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Void> peer =
        elsewhere(
            () -> {
              try (BlockingPeer silent =
                  BlockingPeer.server(listening.accept(), certificates.server())) {
                silent.tls().startHandshake();
                over.await();
                return null;
              }
            });
    Transport transport =
        run(loop.createConnection(
                () -> near, to(listening).tls(client.shutdownTimeout(Duration.ofMillis(50)))))
            .transport();

    transport.close();
    Throwable cause = run(near.lost).orElseThrow();
    over.countDown();
    run(peer);

    assertInstanceOf(SocketTimeoutException.class, cause);
    assertTrue(cause.getMessage().contains("50 ms"), cause.getMessage());
  }

  @Test
  @DisplayName("V7 abort drops what is buffered; the loss is told later, and the peer sees a cut")
  void abortDrops() throws Exception {
    Transport transport = connectTls(near);
    far().transport.pauseReading();
    transport.write(ByteBuffer.allocate(MUCH));

    transport.abort();
    transport.abort();

    assertEquals(0, transport.getWriteBufferSize());
    assertFalse(near.events.contains("lost"), "inside the call");
    assertEquals(Optional.empty(), run(near.lost));
    far().transport.resumeReading();
    assertTrue(run(far().lost).isPresent());
    assertFalse(far().events.contains("eof"));
  }

  @Test
  @DisplayName("V8 an end of the connection without the end of TLS is told: data may be missing")
  void tellsTruncation() throws Exception {
    Server serving = serveTls();
    CompletableFuture<Void> peer =
        elsewhere(
            () -> {
              try (BlockingPeer dying = BlockingPeer.client(port(serving), certificates.client())) {
                dying.write('x');
                dying.read(1);
                return null;
              }
            });
    runUntil(() -> !accepted.isEmpty() && far().text().equals("x"));
    far().transport.write(utf8("x"));

    Throwable cause = run(far().lost).orElseThrow();
    assertInstanceOf(SSLException.class, cause);
    assertTrue(cause.getMessage().contains("missing"), cause.getMessage());
    assertEquals(List.of("made", "data", "lost"), far().events);
    run(peer);
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  /** Pauses with each delivery, for a moment. */
  private final class SlowReader extends RecordingConnection {

    private boolean paused;
    private int whilePaused;

    @Override
    public void dataReceived(ByteBuffer data) {
      if (paused) {
        whilePaused++;
      }
      super.dataReceived(data);
      paused = true;
      transport.pauseReading();
      loop.callSoon(this::resume);
    }

    private void resume() {
      paused = false;
      transport.resumeReading();
    }
  }
}
