package org.hotloop.runtime.internal.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.EventLoops;
import org.hotloop.Handle;
import org.hotloop.NoEventLoopPolicyException;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.loop.proactor.ProactorEventLoop;
import org.hotloop.stream.StreamConnection;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A front moves: what stays, what goes, and what is refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class SwapSafeLoopTest {

  private final SwapSafeLoop front = new SwapSafeLoop("front");
  private final SelectorEventLoop first = new SelectorEventLoop();
  private final SelectorEventLoop second = new SelectorEventLoop();
  private final List<String> ran = new ArrayList<>();

  @AfterEach
  void close() {
    front.close();
    first.close();
    second.close();
  }

  @Test
  @DisplayName("O9 a move keeps callbacks in order, timers, and what is cancelled")
  void keepsTheAgenda() {
    front.moveTo(first);
    front.callSoon(() -> ran.add("one"));
    front.callLater(Duration.ofMillis(2), () -> ran.add("later"));
    Handle timer = front.callLater(Duration.ofMillis(1), () -> ran.add("cancelled"));
    Handle callback = front.callSoon(() -> ran.add("cancelled"));
    front.callSoon(() -> ran.add("two"));

    Move move = front.moveTo(second);
    timer.cancel();
    callback.cancel();

    assertEquals(5, move.kept());
    assertEquals(List.of(), move.refused());
    assertTrue(first.isClosed());
    front.callLater(Duration.ofMillis(3), front::stop);
    front.runForever();
    assertEquals(List.of("one", "two", "later"), ran);
  }

  @Test
  @DisplayName("O9 it moves although callbacks follow each other without end")
  void movesBesideCallbacks() {
    front.moveTo(first);
    front.callSoon(
        new Runnable() {
          @Override
          public void run() {
            if (front.engine().orElseThrow() == second) {
              front.stop();
            } else {
              front.callSoon(this);
            }
          }
        });
    front.callSoon(() -> front.between(() -> front.moveTo(second)));

    front.runForever();
    assertTrue(first.isClosed());
  }

  @Test
  @DisplayName("O9 without an engine everything waits for the next one")
  void waits() throws Exception {
    front.moveTo(first);
    front.moveAway();
    Thread thread = new Thread(front::runForever, "front");
    thread.start();

    CompletableFuture<EventLoop> asked = new CompletableFuture<>();
    front.callSoonThreadsafe(() -> asked.complete(EventLoops.getRunningLoop()));
    assertThrows(NoEventLoopPolicyException.class, () -> front.runInExecutor(null, () -> "work"));
    assertFalse(front.isRunning());
    assertFalse(asked.isDone());
    front.between(() -> front.moveTo(second));

    assertSame(front, asked.get(), "whoever asks gets the front, not its engine");
    assertTrue(front.isRunning());
    front.stop();
    thread.join();
  }

  @Test
  @DisplayName("O17 an engine that cannot be used changes nothing")
  void refusesABrokenEngine() {
    front.moveTo(first);
    front.callSoon(() -> ran.add("callback"));
    second.close();

    assertThrows(EventLoopClosedException.class, () -> front.moveTo(second));

    front.callSoon(front::stop);
    front.runForever();
    assertEquals(List.of("callback"), ran);
    assertFalse(first.isClosed());
  }

  @Test
  @DisplayName("R2 a reader is called by the next engine, and removed there")
  void movesAReader() throws Exception {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink()) {
      source.configureBlocking(false);
      front.moveTo(first);
      front.addReader(
          source,
          () -> {
            ran.add("read");
            front.removeReader(source);
            front.stop();
          });
      front.moveTo(second);
      sink.write(ByteBuffer.wrap(new byte[1]));
      front.runForever();

      assertEquals(List.of("read"), ran);
      assertFalse(second.removeReader(source));
      assertFalse(front.removeReader(source));
    }
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

  /** Tells what became of its connection. */
  private static final class Lost implements Protocol {
    private final CompletableFuture<Optional<Throwable>> cause = new CompletableFuture<>();

    @Override
    public void dataReceived(ByteBuffer data) {}

    @Override
    public void connectionLost(Optional<Throwable> causeOrNone) {
      cause.complete(causeOrNone);
    }
  }

  /** Sends back what it gets. */
  private static final class Echo implements Protocol {
    private Transport transport;

    @Override
    public void connectionMade(Transport made) {
      transport = made;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      transport.write(data);
    }
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  private Server echoServer() throws Exception {
    return front.runUntilComplete(front.createServer(Echo::new, ServerSpec.on("127.0.0.1", 0)));
  }

  private StreamConnection connectTo(Server server) throws Exception {
    return front.runUntilComplete(
        front.openConnection(ConnectionSpec.to(server.getAddresses().get(0))));
  }

  private String echoed(StreamConnection connection, String line) throws Exception {
    connection.writer().write(line.getBytes(UTF_8));
    return new String(
        front.runUntilComplete(connection.reader().readExactly(line.length())), UTF_8);
  }

  @Test
  @DisplayName("O9 in its grace period a connection goes on, also one that waits, and its server")
  void servesConnectionsInTheirGracePeriod() throws Exception {
    front.setGracePeriod(Duration.ofHours(1));
    front.moveTo(first);
    Server server = echoServer();
    StreamConnection before = connectTo(server);
    assertEquals("one", echoed(before, "one"));

    Move move = front.moveTo(new WithoutReaders());

    assertTrue(move.refused().get(0).contains("3600000 ms left"), move.toString());
    assertEquals("two", echoed(before, "two"));
    String much = "much".repeat(1_000_000); // fills what the kernel takes: it has to wait to write
    assertEquals(much, echoed(before, much));
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
    StreamConnection connection = connectTo(echoServer());
    front.moveTo(new WithoutReaders());
    assertEquals("one", echoed(connection, "one"));
    front.moveAway();
    front.moveTo(new WithoutReaders());
    assertEquals("two", echoed(connection, "two"));

    Move move = front.moveTo(second);

    assertEquals(List.of(), move.refused());
    assertEquals("three", echoed(connection, "three"));
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
  @DisplayName("O9 a connection whose reading is paused has its grace period when it reads again")
  void gracesWhatIsPaused() throws Exception {
    front.moveTo(first);
    Lost protocol = new Lost();
    Connection<Lost> connection =
        front.runUntilComplete(
            front.createConnection(
                () -> protocol, ConnectionSpec.to(echoServer().getAddresses().get(0))));
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

  @Test
  @DisplayName("O9 what an engine has made lives on, until its code goes")
  void keepsConnections() throws Exception {
    front.moveTo(first);
    Server server =
        front.runUntilComplete(front.createServer(Lost::new, ServerSpec.on("127.0.0.1", 0)));
    Lost protocol = new Lost();
    Connection<Lost> connection =
        front.runUntilComplete(
            front.createConnection(
                () -> protocol, ConnectionSpec.to(server.getAddresses().get(0))));
    front.moveTo(second);
    assertFalse(connection.transport().isClosing());
    assertTrue(server.isServing());

    assertTrue(front.needs(type -> true));
    assertFalse(front.needs(type -> false));
    front.endWithout(type -> true);

    assertTrue(connection.transport().isClosing());
    assertTrue(front.runUntilComplete(protocol.cause).isPresent());
  }

  @Test
  @DisplayName("O9 an engine before is let go, with its threads, when all that it made has ended")
  void letsGoOfEnginesBefore() throws Exception {
    front.moveTo(new ProactorEventLoop());
    Server server = echoServer();
    StreamConnection connection = connectTo(server);
    front.moveTo(first);
    front.tidy();
    assertEquals("still there", echoed(connection, "still there"));
    assertTrue(front.needs(code -> true));

    connection.writer().close();
    server.close();
    front.runUntilComplete(server.waitClosed());
    front.runUntilComplete(connection.writer().waitClosed());
    front.tidy();
    front.callSoon(front::stop);
    front.runForever();

    assertFalse(front.needs(code -> true));
    await().until(() -> threads().noneMatch(name -> name.startsWith("hotloop-proactor")));
  }

  @Test
  @DisplayName("L22 debug mode and slowness are the engine's as long as nobody sets them here")
  void takesSettingsFromTheEngine() {
    first.setDebug(true);
    front.moveTo(first);
    assertTrue(front.getDebug());
    front.moveTo(second);
    assertFalse(front.getDebug());
    front.setDebug(true);
    front.moveTo(new SelectorEventLoop());
    assertTrue(front.getDebug());
  }

  @Test
  @DisplayName("L20 an exception handler moves along, and is told of the front")
  void movesTheExceptionHandler() {
    front.moveTo(first);
    List<EventLoop> told = new ArrayList<>();
    front.setExceptionHandler((loop, context) -> told.add(loop));
    front.moveTo(second);
    front.callSoon(
        () -> {
          throw new IllegalStateException("as a test wants it");
        });
    front.callSoon(front::stop);
    front.runForever();
    assertEquals(List.of(front), told);
  }

  @Test
  @DisplayName("only its owner runs and closes a reserved front")
  void belongsToItsOwner() throws Exception {
    SwapSafeLoop reserved = new SwapSafeLoop("reserved");
    reserved.moveTo(second);
    Thread owner =
        new Thread(
            () -> {
              reserved.runForever();
              reserved.close();
            },
            "owner");
    reserved.reserveFor(owner);

    assertThrows(IllegalStateException.class, reserved::runForever);
    assertThrows(IllegalStateException.class, reserved::close);
    assertFalse(reserved.isClosed());

    reserved.callSoonThreadsafe(reserved::stop);
    owner.start();
    owner.join();
    assertTrue(reserved.isClosed());
  }
}
