package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotloop.EventLoopClosedException;
import org.hotloop.transport.SendfileException;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** asyncio's {@code sendfile} and {@code sock_sendfile}, by the kernel. */
public abstract class EventLoopSendfileContract extends NetworkSuite {

  @TempDir Path folder;

  private final RecordingConnection client = new RecordingConnection();
  private final byte[] content = new byte[MUCH];
  private Path path;
  private FileChannel file;

  @BeforeEach
  void writeFile() throws IOException {
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i % 251);
    }
    path = Files.write(folder.resolve("file"), content);
    file = closing(FileChannel.open(path));
  }

  @Test
  @DisplayName("T20 a file goes behind what is buffered and before what comes then")
  void goesInOrder() throws Exception {
    Transport transport = connect(client);
    transport.write(ByteBuffer.wrap(content));
    assertTrue(transport.getWriteBufferSize() > 0);

    assertEquals(MUCH, run(loop.sendfile(transport, file, 0, MUCH)));
    transport.write(utf8("."));
    transport.close();

    run(accepted.get(0).lost);
    ByteBuffer received = ByteBuffer.wrap(accepted.get(0).received.toByteArray());
    assertEquals(ByteBuffer.wrap(content), received.slice(0, MUCH));
    assertEquals(ByteBuffer.wrap(content), received.slice(MUCH, MUCH));
    assertEquals(utf8("."), received.slice(2 * MUCH, 1));
    assertEquals(2 * MUCH + 1, received.capacity());
  }

  @Test
  @DisplayName("T21 a part of a file, as far as it goes; its position stays where it was")
  void sendsAPart() throws Exception {
    Transport transport = connect(client);
    file.position(7);

    assertEquals(100, run(loop.sendfile(transport, file, 1000, 100)));
    assertEquals(10, run(loop.sendfile(transport, file, MUCH - 10, Long.MAX_VALUE)));
    assertEquals(0, run(loop.sendfile(transport, file, MUCH + 1, 10)));
    assertEquals(0, run(loop.sendfile(transport, file, 0, 0)));
    transport.close();

    run(accepted.get(0).lost);
    byte[] received = accepted.get(0).received.toByteArray();
    assertEquals(110, received.length);
    assertArrayEquals(Arrays.copyOfRange(content, 1000, 1100), Arrays.copyOf(received, 100));
    assertArrayEquals(
        Arrays.copyOfRange(content, MUCH - 10, MUCH), Arrays.copyOfRange(received, 100, 110));
    assertEquals(7, file.position());
  }

  @Test
  @DisplayName("T22 meanwhile nobody writes, sends another file, or is shown what comes")
  void keepsOthersOut() throws Exception {
    Transport transport = connect(client);
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    accepted.get(0).transport.write(utf8("answer"));

    assertThrows(IllegalStateException.class, () -> transport.write(utf8("between")));
    assertThrows(IllegalStateException.class, () -> loop.sendfile(transport, file, 0, 1));
    assertFalse(transport.isReading());
    assertEquals(MUCH, run(sent));

    assertTrue(transport.isReading());
    runUntil(() -> client.text().equals("answer"));
    assertNotWritten(transport);
  }

  @Test
  @DisplayName("T22 who has paused reading before stays paused")
  void staysPaused() throws Exception {
    Transport transport = connect(client);
    transport.pauseReading();

    run(loop.sendfile(transport, file, 0, 1));

    assertFalse(transport.isReading());
  }

  @Test
  @DisplayName("T22 who learns that it has gone may write at once")
  void mayWriteAtOnce() throws Exception {
    Transport transport = connect(client);
    CompletableFuture<Void> written =
        loop.sendfile(transport, file, 0, MUCH)
            .thenAccept(
                count -> {
                  transport.write(utf8("."));
                  transport.close();
                });

    run(written);
    run(accepted.get(0).lost);
    assertEquals(MUCH + 1, accepted.get(0).received.size());
  }

  @Test
  @DisplayName("T23 close sends the file first, and so does writeEof")
  void closeSendsItFirst() throws Exception {
    Transport transport = connect(client);
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    transport.writeEof();
    transport.close();

    run(accepted.get(0).lost);
    assertEquals(MUCH, run(sent));
    assertArrayEquals(content, accepted.get(0).received.toByteArray());
  }

  @Test
  @DisplayName("T24 an abort tells how much has gone")
  void abortTellsHowMuch() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    fillTheSocket();

    transport.abort();

    SendfileException failure = assertThrows(SendfileException.class, () -> run(sent));
    assertTrue(failure.sent() > 0 && failure.sent() < MUCH, failure.getMessage());
    accepted.get(0).transport.resumeReading();
    run(accepted.get(0).lost);
    assertTrue(accepted.get(0).received.size() <= failure.sent(), failure.getMessage());
  }

  @Test
  @DisplayName("T24 a peer that goes tells how much has gone, and ends the connection")
  void aResetTellsHowMuch() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    fillTheSocket();

    socket(accepted.get(0).transport).setOption(StandardSocketOptions.SO_LINGER, 0);
    accepted.get(0).transport.abort();

    SendfileException failure = assertThrows(SendfileException.class, () -> run(sent));
    assertTrue(failure.sent() > 0 && failure.sent() < MUCH, failure.getMessage());
    run(client.lost);
  }

  @Test
  @DisplayName("T24 a file that breaks is told of, and the connection goes on")
  void survivesABrokenFile() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    fillTheSocket();

    file.close();
    accepted.get(0).transport.resumeReading();

    SendfileException failure = assertThrows(SendfileException.class, () -> run(sent));
    assertInstanceOf(ClosedChannelException.class, failure.getCause());
    transport.write(utf8("."));
    transport.close();
    run(accepted.get(0).lost);
    assertEquals(failure.sent() + 1, accepted.get(0).received.size());
  }

  @Test
  @DisplayName("T25 cancelled, it stops, and the connection goes on")
  void stops() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    fillTheSocket();

    sent.cancel(false);
    assertThrows(CancellationException.class, () -> run(sent));
    runOnce();
    assertTrue(transport.isReading());
    transport.write(utf8("."));
    transport.close();
    accepted.get(0).transport.resumeReading();

    run(accepted.get(0).lost);
    byte[] received = accepted.get(0).received.toByteArray();
    assertTrue(received.length < MUCH);
    assertEquals('.', received[received.length - 1]);
  }

  @Test
  @DisplayName("T26 what makes no sense, or comes too late, is refused")
  void refuses() throws Exception {
    Transport transport = connect(client);
    assertThrows(IllegalArgumentException.class, () -> loop.sendfile(transport, file, -1, 1));
    assertThrows(IllegalArgumentException.class, () -> loop.sendfile(transport, file, 0, -1));
    assertThrows(NullPointerException.class, () -> loop.sendfile(transport, null, 0, 1));
    try (FileChannel unreadable = FileChannel.open(path, StandardOpenOption.APPEND)) {
      assertThrows(
          NonReadableChannelException.class, () -> run(loop.sendfile(transport, unreadable, 0, 1)));
    }

    transport.writeEof();
    assertThrows(IllegalStateException.class, () -> loop.sendfile(transport, file, 0, 1));
    Transport closing = connect(new RecordingConnection());
    closing.write(ByteBuffer.wrap(content));
    closing.close();
    assertThrows(IllegalStateException.class, () -> loop.sendfile(closing, file, 0, 1));
  }

  @Test
  @DisplayName("T28 sockSendfile sends a part of a file over a channel, as far as it goes")
  void sendsOverAChannel() throws Exception {
    Transport transport = connect(client);
    SocketChannel channel = socket(transport);
    file.position(7);

    CompletableFuture<Long> sent = loop.sockSendfile(channel, file, 1, Long.MAX_VALUE);
    assertThrows(IllegalStateException.class, () -> loop.sockSendfile(channel, file, 0, 1));
    assertEquals(MUCH - 1, run(sent));
    assertEquals(7, file.position());
    transport.close();

    run(accepted.get(0).lost);
    assertEquals(
        ByteBuffer.wrap(content, 1, MUCH - 1),
        ByteBuffer.wrap(accepted.get(0).received.toByteArray()));
    assertThrows(IllegalArgumentException.class, () -> loop.sockSendfile(channel, file, -1, 1));
  }

  @Test
  @DisplayName("T28 sockSendfile tells how much has gone where it fails, and stops when cancelled")
  void failsOverAChannel() throws Exception {
    Transport transport = connect(client);
    transport.pauseReading();
    SocketChannel channel = socket(transport);
    accepted.get(0).transport.pauseReading();
    for (int attempts = 0; attempts < 100; attempts++) { // at the end there is no room at all
      CompletableFuture<Long> cancelled = loop.sockSendfile(channel, file, 0, MUCH);
      assertFalse(cancelled.isDone());
      cancelled.cancel(false);
      runOnce();
    }
    CompletableFuture<Long> sent = loop.sockSendfile(channel, file, 0, MUCH);

    file.close();
    accepted.get(0).transport.resumeReading();

    SendfileException failure = assertThrows(SendfileException.class, () -> run(sent));
    assertTrue(failure.sent() < MUCH, failure.getMessage());
    assertInstanceOf(ClosedChannelException.class, failure.getCause());
    transport.abort();
    run(accepted.get(0).lost);
  }

  @Test
  @DisplayName("T29 a loop that is closed fails what waits")
  void endsWithTheLoop() throws Exception {
    Transport transport = connect(client);
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);

    loop.close();

    CompletionException failure = assertThrows(CompletionException.class, sent::join);
    assertInstanceOf(EventLoopClosedException.class, failure.getCause());
  }

  /** Runs until the peer, which does not read, has no room any more. */
  private void fillTheSocket() {
    for (int i = 0; i < 100; i++) {
      runOnce();
    }
  }

  private static SocketChannel socket(Transport transport) {
    return (SocketChannel) channelOf(transport);
  }
}
