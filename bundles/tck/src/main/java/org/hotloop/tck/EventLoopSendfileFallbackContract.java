package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotloop.EventLoopClosedException;
import org.hotloop.transport.SendfileException;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteBufferLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** asyncio's {@code sendfile} where the kernel cannot: the executor reads the file. */
public abstract class EventLoopSendfileFallbackContract extends NetworkSuite {

  /** So many in a row without a new write: no room is left. */
  private static final int LOOKS = 50;

  @TempDir Path folder;

  private final RecordingConnection client = new RecordingConnection();
  private final byte[] content = new byte[MUCH];
  private Path path;
  private FileChannel file;
  private int writes;

  @BeforeEach
  void writeFile() throws IOException {
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i % 251);
    }
    path = Files.write(folder.resolve("file"), content);
    file = closing(FileChannel.open(path));
  }

  @Test
  @DisplayName(
      "T27 over a transport that is no socket the executor reads, and the rest is the same")
  void fallsBack() throws Exception {
    Transport transport = foreign(connect(client));
    WriteBufferLimits limits = transport.getWriteBufferLimits();
    transport.write(ByteBuffer.wrap(content));
    file.position(7);

    CompletableFuture<Long> sent = loop.sendfile(transport, file, 1, Long.MAX_VALUE);
    assertThrows(IllegalStateException.class, () -> loop.sendfile(transport, file, 0, 1));
    assertFalse(transport.isReading());
    assertEquals(MUCH - 1, run(sent));
    assertEquals(100, run(loop.sendfile(transport, file, 0, 100)));

    assertTrue(transport.isReading());
    assertSame(client, transport.getProtocol());
    assertEquals(limits, transport.getWriteBufferLimits());
    assertEquals(List.of("made", "pause", "resume"), client.events);
    assertEquals(7, file.position());
    transport.close();
    run(accepted.get(0).lost);
    ByteBuffer received = ByteBuffer.wrap(accepted.get(0).received.toByteArray());
    assertEquals(ByteBuffer.wrap(content), received.slice(0, MUCH));
    assertEquals(ByteBuffer.wrap(content, 1, MUCH - 1), received.slice(MUCH, MUCH - 1));
    assertEquals(2 * MUCH - 1 + 100, received.capacity());
  }

  @Test
  @DisplayName("T27 there, too, an end tells how much has gone, to the protocol as well")
  void fallsBackAndFails() throws Exception {
    Transport transport = foreign(connect(client));
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    // the first piece has gone when the second is written, also where that is told later
    runUntil(() -> writes > 1 && transport.getWriteBufferSize() > 0);

    transport.abort();

    SendfileException failure = assertThrows(SendfileException.class, () -> run(sent));
    assertTrue(failure.sent() > 0 && failure.sent() < MUCH, failure.getMessage());
    accepted.get(0).transport.resumeReading();
    run(accepted.get(0).lost);
    assertTrue(accepted.get(0).received.size() >= failure.sent(), "told of more than has gone");
    run(client.lost);
    assertEquals(List.of("made", "lost"), client.events);
  }

  @Test
  @DisplayName("T27 there, too, a file that breaks leaves the connection as it was")
  void fallsBackAndSurvives() throws Exception {
    Transport transport = foreign(connect(client));
    file.close();

    SendfileException failure =
        assertThrows(SendfileException.class, () -> run(loop.sendfile(transport, file, 0, MUCH)));

    assertEquals(0, failure.sent());
    assertSame(client, transport.getProtocol());
    assertTrue(transport.isReading());
  }

  @Test
  @DisplayName("T27 there, too, cancelled, it stops; the protocol is back, and told to pause")
  void fallsBackAndStops() throws Exception {
    Transport transport = foreign(connect(client));
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    fillTheSocket();

    sent.cancel(false);
    runUntil(transport::isReading);
    assertSame(client, transport.getProtocol());
    assertEquals(List.of("made", "pause"), client.events);
    accepted.get(0).transport.resumeReading();
    runUntil(() -> transport.getWriteBufferSize() == 0);
    assertEquals(List.of("made", "pause", "resume"), client.events);
  }

  @Test
  @DisplayName("T27 a connection of any loop sends a file, whoever moves it")
  void goesOverAConnection() throws Exception {
    Transport transport = connect(client);
    file.position(7);

    assertEquals(MUCH, run(loop.sendfile(transport, file, 0, Long.MAX_VALUE)));
    transport.write(utf8("."));
    transport.close();

    run(accepted.get(0).lost);
    ByteBuffer received = ByteBuffer.wrap(accepted.get(0).received.toByteArray());
    assertEquals(ByteBuffer.wrap(content), received.slice(0, MUCH));
    assertEquals(utf8("."), received.slice(MUCH, 1));
    assertEquals(7, file.position());
  }

  @Test
  @DisplayName("T29 a loop that is closed fails what waits, also there")
  void endsWithTheLoop() throws Exception {
    Transport transport = foreign(connect(client));
    accepted.get(0).transport.pauseReading();
    CompletableFuture<Long> sent = loop.sendfile(transport, file, 0, MUCH);
    runUntil(() -> transport.getWriteBufferSize() > 0);

    loop.close();

    CompletionException failure = assertThrows(CompletionException.class, sent::join);
    assertInstanceOf(EventLoopClosedException.class, failure.getCause());
  }

  /** Runs until the peer, which does not read, has no room any more. */
  private void fillTheSocket() throws Exception {
    int[] seen = {0, 0};
    runUntil(
        () -> {
          seen[1] = seen[0] == writes ? seen[1] + 1 : 0;
          seen[0] = writes;
          return writes > 0 && seen[1] == LOOKS;
        });
  }

  /** One that a loop knows nothing of, as somebody's layer over a connection. */
  private Transport foreign(Transport transport) {
    return (Transport)
        Proxy.newProxyInstance(
            Transport.class.getClassLoader(),
            new Class<?>[] {Transport.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("write")) {
                writes++;
              }
              try {
                return method.invoke(transport, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
