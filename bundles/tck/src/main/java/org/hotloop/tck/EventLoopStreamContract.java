package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.stream.LimitOverrunException;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** asyncio's streams over connections. */
public abstract class EventLoopStreamContract extends NetworkSuite {

  private final List<StreamConnection> connected = new ArrayList<>();

  @Test
  @DisplayName("N1 an echo server answers lines, until its client ends")
  void echoesLines() throws Exception {
    Server server = run(loop.startServer(EventLoopStreamContract::echo, ServerSpec.on(HOST, 0)));
    StreamConnection client = run(loop.openConnection(ConnectionSpec.to(address(server))));

    for (String line : List.of("hot\n", "loop\n")) {
      client.writer().write(bytes(line));
      assertEquals(line, text(run(client.reader().readLine())));
    }
    client.writer().writeEof();
    assertEquals("", text(run(client.reader().readAll())));
    assertTrue(client.reader().atEof());
    client.writer().close();
    run(client.writer().waitClosed());
    server.close();
    run(server.waitClosed());
  }

  /** As a user would write it. */
  static void echo(StreamReader reader, StreamWriter writer) {
    reader
        .readLine()
        .thenAccept(
            line -> {
              if (line.length == 0) {
                writer.close();
              } else {
                writer.write(line);
                writer.drain().thenRun(() -> echo(reader, writer));
              }
            });
  }

  @Test
  @DisplayName("N2 drain waits for a peer that does not read; nothing is lost")
  void drainsWithThePeer() throws Exception {
    StreamConnection client = connectStreams();
    byte[] much = new byte[MUCH];
    much[MUCH - 1] = 1;
    client.writer().write(much);
    CompletableFuture<Void> drained = client.writer().drain().toCompletableFuture();
    StreamConnection server = connected();
    for (int iteration = 0; iteration < 10; iteration++) {
      runOnce();
    }
    assertFalse(drained.isDone());

    assertArrayEquals(much, run(server.reader().readExactly(MUCH)));
    run(drained);
  }

  @Test
  @DisplayName("N2 nothing is lost where who reads brings memory, outside the heap or not")
  void readsIntoMemory() throws Exception {
    StreamConnection client = connectStreams();
    byte[] much = new byte[MUCH];
    new Random(1).nextBytes(much);
    client.writer().write(much);
    ByteBuffer outside = ByteBuffer.allocateDirect(MUCH / 2);
    ByteBuffer inside = ByteBuffer.allocate(MUCH - MUCH / 2);
    StreamReader reader = connected().reader();

    run(fill(outside, reader));
    run(fill(inside, reader));
    assertEquals(ByteBuffer.wrap(much, 0, MUCH / 2), outside.flip());
    assertEquals(ByteBuffer.wrap(much, MUCH / 2, inside.capacity()), inside.flip());
    client.writer().close();
    assertEquals(0, run(reader.readInto(outside.clear())));
  }

  private static CompletionStage<Void> fill(ByteBuffer memory, StreamReader reader) {
    return memory.hasRemaining()
        ? reader.readInto(memory).thenCompose(count -> fill(memory, reader))
        : CompletableFuture.completedFuture(null);
  }

  @Test
  @DisplayName("N3 after the end of one direction the other one goes on")
  void answersAfterTheEnd() throws Exception {
    StreamConnection client = connectStreams();
    client.writer().write(bytes("question"));
    client.writer().writeEof();
    StreamConnection server = connected();

    assertEquals("question", text(run(server.reader().readAll())));
    server.writer().write(bytes("answer"));
    server.writer().close();
    assertEquals("answer", text(run(client.reader().readAll())));

    client.writer().write(bytes("late"));
    assertThrows(IOException.class, () -> run(client.writer().drain()), "it was dropped");
  }

  @Test
  @DisplayName("N4 a connection that is reset fails who reads and who drains")
  void tellsAReset() throws Exception {
    SocketChannel client = plainClient(run(loop.startServer(this::keep, ServerSpec.on(HOST, 0))));
    StreamConnection server = connected();
    CompletionStage<byte[]> read = server.reader().read(1);
    reset(client);

    assertThrows(IOException.class, () -> run(read));
    assertThrows(IOException.class, () -> run(server.writer().drain()));
    assertThrows(IOException.class, () -> run(server.writer().waitClosed()));
  }

  @Test
  @DisplayName("N5 the limit is that of the spec, at both ends")
  void hasALimit() throws Exception {
    Server server = run(loop.startServer(this::keep, ServerSpec.on(HOST, 0).limit(10)));
    StreamConnection client =
        run(loop.openConnection(ConnectionSpec.to(address(server)).limit(10)));
    client.writer().write(bytes("x".repeat(11)));
    connected().writer().write(bytes("x".repeat(11)));

    assertThrows(LimitOverrunException.class, () -> run(client.reader().readLine()));
    assertThrows(LimitOverrunException.class, () -> run(connected().reader().readLine()));
  }

  @Test
  @DisplayName("N5 a limit that makes no sense is refused, for what is kept is twice that")
  void refusesALimit() {
    for (int nonsense : new int[] {0, -1, (1 << 29) + 1, Integer.MAX_VALUE}) {
      ServerSpec server = ServerSpec.on(HOST, 0);
      ConnectionSpec client = ConnectionSpec.to(HOST, 1);
      assertThrows(IllegalArgumentException.class, () -> server.limit(nonsense));
      assertThrows(IllegalArgumentException.class, () -> client.limit(nonsense));
    }
  }

  @Test
  @DisplayName("N6 a callback that throws is told of, and its connection cut off")
  void cutsOffWhatThrows() throws Exception {
    List<ExceptionContext> reported = new ArrayList<>();
    loop.setExceptionHandler((where, context) -> reported.add(context));
    Server server =
        run(
            loop.startServer(
                (reader, writer) -> {
                  throw new IllegalStateException("no");
                },
                ServerSpec.on(HOST, 0)));
    StreamConnection client = run(loop.openConnection(ConnectionSpec.to(address(server))));

    assertEquals("", text(run(client.reader().readAll())));
    assertEquals(1, reported.size());
  }

  @Test
  @DisplayName("N8 a loop that is closed fails who waits")
  void failsWithTheLoop() throws Exception {
    StreamConnection client = connectStreams();
    CompletableFuture<byte[]> read = client.reader().read(1).toCompletableFuture();
    runOnce();

    loop.close();

    CompletionException told = assertThrows(CompletionException.class, read::join);
    assertTrue(told.getCause() instanceof EventLoopClosedException, told.toString());
  }

  private StreamConnection connectStreams() throws Exception {
    Server server = run(loop.startServer(this::keep, ServerSpec.on(HOST, 0)));
    return run(loop.openConnection(ConnectionSpec.to(address(server))));
  }

  private void keep(StreamReader reader, StreamWriter writer) {
    connected.add(new StreamConnection(reader, writer));
  }

  private StreamConnection connected() throws Exception {
    runUntil(() -> !connected.isEmpty());
    return connected.get(0);
  }

  private <T> T run(CompletionStage<T> stage) throws Exception {
    return run(stage.toCompletableFuture());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
