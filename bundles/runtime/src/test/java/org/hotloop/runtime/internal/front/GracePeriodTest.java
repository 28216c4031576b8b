package org.hotloop.runtime.internal.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Connections under an engine that can watch nothing: for how long they go on, and how they end.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class GracePeriodTest {

  private final SwapSafeLoop front = new SwapSafeLoop("front");
  private final SelectorEventLoop first = new SelectorEventLoop();
  private final SelectorEventLoop second = new SelectorEventLoop();
  private final List<String> ran = new ArrayList<>();
  private final Echoes echoes = new Echoes(front);

  @AfterEach
  void close() {
    front.close();
    first.close();
    second.close();
  }

  /** Can everything but watch channels. */
  private static final class WithoutReaders extends SelectorEventLoop {
    @Override
    public void addReader(SelectableChannel channel, Runnable callback) {
      throw new UnsupportedByLoopException(this, "addReader");
    }

    @Override
    public void addWriter(SelectableChannel channel, Runnable callback) {
      throw new UnsupportedByLoopException(this, "addWriter");
    }

    @Override
    public boolean removeReader(SelectableChannel channel) {
      throw new UnsupportedByLoopException(this, "removeReader");
    }

    @Override
    public boolean removeWriter(SelectableChannel channel) {
      throw new UnsupportedByLoopException(this, "removeWriter");
    }
  }

  @Test
  @DisplayName("O9 in its grace period a connection goes on, also one that waits, and its server")
  void servesConnectionsInTheirGracePeriod() throws Exception {
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(first);
    Server server = echoes.server();
    StreamConnection before = echoes.connectTo(server);
    assertEquals("one", echoes.echoed(before, "one"));

    Move move = front.moveTo(new WithoutReaders());

    assertTrue(move.refused().get(0).contains("3600000 ms left"), move.toString());
    assertEquals("two", echoes.echoed(before, "two"));
    String much = "much".repeat(1_000_000); // fills what the kernel takes: it has to wait to write
    assertEquals(much, echoes.echoed(before, much));
    try (SocketChannel late = SocketChannel.open(server.getAddresses().get(0))) {
      late.write(ByteBuffer.wrap("late".getBytes(UTF_8)));
      assertEquals("late", read(late, 4));
    }
  }

  private String read(SocketChannel from, int count) throws Exception {
    ByteBuffer into = ByteBuffer.allocate(count);
    CompletableFuture<Void> full =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (into.hasRemaining() && from.read(into) >= 0) {}
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    front.runUntilComplete(full);
    return new String(into.array(), UTF_8);
  }

  @Test
  @DisplayName("O9 an engine that can watch takes over from the grace period")
  void movesOnWithinTheGracePeriod() throws Exception {
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(first);
    StreamConnection connection = echoes.connectTo(echoes.server());
    front.moveTo(new WithoutReaders());
    assertEquals("one", echoes.echoed(connection, "one"));
    front.moveAway();
    front.moveTo(new WithoutReaders());
    assertEquals("two", echoes.echoed(connection, "two"));

    Move move = front.moveTo(second);

    assertEquals(List.of(), move.refused());
    assertEquals("three", echoes.echoed(connection, "three"));
    await().until(() -> threads().noneMatch("hotloop-front-grace"::equals));
  }

  @Test
  @DisplayName("O9 a reader that is new to an engine without any is refused, grace period or not")
  void refusesNewReaders() throws Exception {
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(first);
    Pipe known = Pipe.open();
    Pipe added = Pipe.open();
    try (Pipe.SinkChannel one = known.sink();
        Pipe.SinkChannel other = added.sink();
        Pipe.SourceChannel source = known.source();
        Pipe.SourceChannel stranger = added.source()) {
      source.configureBlocking(false);
      stranger.configureBlocking(false);
      front.addReader(source, () -> ran.add("read"));
      front.moveTo(new WithoutReaders());

      assertThrows(
          UnsupportedByLoopException.class, () -> front.addReader(stranger, () -> ran.add("no")));
      assertThrows(UnsupportedByLoopException.class, () -> front.removeReader(stranger));
      assertTrue(front.removeReader(source));
      assertFalse(front.removeReader(source));
    }
  }

  @Test
  @DisplayName("O9 an error of a callback that leaves the loop leaves the channel watched")
  void watchesOnAfterAnError() throws Exception {
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(first);
    Pipe pipe = Pipe.open();
    try (Pipe.SinkChannel sink = pipe.sink();
        Pipe.SourceChannel source = pipe.source()) {
      source.configureBlocking(false);
      front.addReader(source, this::failAtFirst);
      front.moveTo(new WithoutReaders());
      sink.write(ByteBuffer.wrap(new byte[1]));

      assertThrows(AssertionError.class, front::runForever);
      front.runForever();

      assertEquals(List.of("read", "read"), ran);
      front.removeReader(source);
    }
  }

  private void failAtFirst() {
    ran.add("read");
    if (ran.size() == 1) {
      throw new AssertionError("as a test wants it");
    }
    front.stop();
  }

  @Test
  @DisplayName("O9 a connection whose reading is paused has its grace period when it reads again")
  void gracesWhatIsPaused() throws Exception {
    front.moveTo(first);
    Lost protocol = new Lost();
    Connection<Lost> connection =
        front.runUntilComplete(
            front.createConnection(
                () -> protocol, ConnectionSpec.to(echoes.server().getAddresses().get(0))));
    connection.transport().pauseReading();
    front.moveTo(new WithoutReaders());
    front.moveTo(second);
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(new WithoutReaders());

    connection.transport().resumeReading();
    connection.transport().close();

    assertEquals(Optional.empty(), front.runUntilComplete(protocol.cause));
  }

  @Test
  @DisplayName(
      "O9 a connection that the next engine cannot watch is ended after that, with the cause")
  void endsWhatCannotMove() throws Exception {
    front.setGracePeriod(Duration.ofMillis(1));
    front.moveTo(first);
    Server server =
        front.runUntilComplete(front.createServer(Lost::new, ServerSpec.on("127.0.0.1", 0)));
    Lost protocol = new Lost();
    Connection<Lost> connection =
        front.runUntilComplete(
            front.createConnection(
                () -> protocol, ConnectionSpec.to(server.getAddresses().get(0))));

    Move move = front.moveTo(new WithoutReaders());

    assertFalse(move.refused().isEmpty());
    Optional<Throwable> cause = front.runUntilComplete(protocol.cause);
    assertTrue(cause.orElseThrow() instanceof IOException, cause.toString());
    assertTrue(cause.get().getMessage().contains("WithoutReaders"), cause.toString());
    assertTrue(connection.transport().isClosing());
    assertFalse(server.isServing());
    await().until(() -> threads().noneMatch("hotloop-front-grace"::equals));
  }

  /** As {@link Lost}, of an endpoint. */
  private static final class LostEndpoint implements DatagramProtocol {
    private final CompletableFuture<Optional<Throwable>> cause = new CompletableFuture<>();

    @Override
    public void connectionLost(Optional<Throwable> causeOrNone) {
      cause.complete(causeOrNone);
    }
  }

  /** As {@link Lost}, of a pipe. */
  private static final class LostPipe implements ReadPipeProtocol {
    private final CompletableFuture<Optional<Throwable>> cause = new CompletableFuture<>();

    @Override
    public void connectionLost(Optional<Throwable> causeOrNone) {
      cause.complete(causeOrNone);
    }
  }

  @Test
  @DisplayName("O9 so are datagram endpoints and pipes on channels")
  void endsEndpointsAndPipes() throws Exception {
    LostEndpoint endpoint = new LostEndpoint();
    LostPipe pipe = new LostPipe();
    Pipe ends = Pipe.open();
    try (Pipe.SinkChannel sink = ends.sink()) {
      front.moveTo(first);
      front.runUntilComplete(
          front.createDatagramEndpoint(() -> endpoint, DatagramSpec.on("127.0.0.1", 0)));
      front.runUntilComplete(front.connectReadPipe(() -> pipe, ends.source()));

      front.moveTo(new WithoutReaders());

      assertTrue(front.runUntilComplete(endpoint.cause).isPresent());
      assertTrue(front.runUntilComplete(pipe.cause).isPresent());
      assertFalse(ends.source().isOpen());
    }
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }
}
