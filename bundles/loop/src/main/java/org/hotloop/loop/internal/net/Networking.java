package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.loop.internal.stream.ConnectionStreams;
import org.hotloop.loop.internal.stream.Stages;
import org.hotloop.loop.internal.tls.Tls;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.net.ListeningSocket;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;

/**
 * The connections and servers of one loop, over the sockets of its kind. Loop's thread only, or any
 * while the loop does not run.
 */
public final class Networking implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Networking.class.getName());

  private final EventLoop loop;
  private final SocketDriver driver;
  private final Tls tls;
  private final Sendfile files;
  private final TransferBuffers buffers = new TransferBuffers();
  private final Set<SocketTransport> connections = new HashSet<>();
  private final Set<ListeningServer> servers = new HashSet<>();

  /** What is being made, and of what; those of a closed loop are given up on any thread. */
  private final Map<CompletableFuture<?>, CompletableFuture<?>> underWay =
      new ConcurrentHashMap<>();

  /** For {@code loop}, which checks who calls. Owns {@code driver}. */
  public Networking(EventLoop loop, SocketDriver driver) {
    this.loop = loop;
    this.driver = driver;
    tls = new Tls(loop);
    files = new Sendfile(loop);
  }

  /** As {@link EventLoop#createConnection}. */
  public <P extends Protocol> CompletableFuture<Connection<P>> connect(
      Supplier<P> protocol, ConnectionSpec spec) {
    Objects.requireNonNull(protocol, "protocol");
    return spec.tls().isPresent()
        ? tls.established(connectPlain(tls.connecting(protocol, spec.tls().get()), spec))
        : connectPlain(protocol, spec);
  }

  private <P extends Protocol> CompletableFuture<Connection<P>> connectPlain(
      Supplier<P> protocol, ConnectionSpec spec) {
    return onLoop(
        new Connector(loop, driver, spec).connect(),
        Channels::close,
        socket -> open(socket, protocol.get(), () -> {}));
  }

  /** As {@link EventLoop#createServer}. */
  public CompletableFuture<Server> serve(Supplier<? extends Protocol> protocol, ServerSpec spec) {
    Objects.requireNonNull(protocol, "protocol");
    Supplier<? extends Protocol> accepting =
        spec.tls().isPresent() ? tls.accepting(protocol, spec.tls().get()) : protocol;
    return onLoop(
        loop.runInExecutor(null, () -> Addresses.of(spec.addresses())),
        addresses -> {},
        addresses -> listen(BoundAddresses.bind(driver, spec, addresses), accepting, spec));
  }

  /** As {@link EventLoop#startTls}. */
  public CompletableFuture<Transport> startTls(
      Transport transport, Protocol protocol, TlsSpec spec, TlsSide side) {
    return tls.start(transport, protocol, spec, side);
  }

  /** As {@link EventLoop#sendfile}. */
  public CompletableFuture<Long> sendfile(
      Transport transport, FileChannel file, long offset, long count) {
    return files.send(transport, file, offset, count);
  }

  /** As {@link EventLoop#openConnection}. */
  public CompletableFuture<StreamConnection> openStreams(ConnectionSpec spec) {
    return onLoop(
        connect(() -> streams(spec.limit(), (reader, writer) -> {}), spec),
        connection -> connection.transport().abort(),
        connection -> connection.protocol().streams());
  }

  /** As {@link EventLoop#startServer}. */
  public CompletableFuture<Server> serveStreams(
      BiConsumer<StreamReader, StreamWriter> connected, ServerSpec spec) {
    Objects.requireNonNull(connected, "connected");
    return serve(() -> streams(spec.limit(), connected), spec);
  }

  private ConnectionStreams streams(int limit, BiConsumer<StreamReader, StreamWriter> connected) {
    return new ConnectionStreams(new Stages(loop), limit, connected);
  }

  private Server listen(
      List<ListeningSocket> sockets, Supplier<? extends Protocol> protocol, ServerSpec spec) {
    ListeningServer server = new ListeningServer(loop);
    for (ListeningSocket socket : sockets) {
      server.add(new Listener(loop, socket, accepted -> accept(server, accepted, protocol)));
    }
    servers.add(server);
    server.whenStopped(() -> servers.remove(server));
    if (spec.startServing()) {
      try {
        server.startServing();
      } catch (UnsupportedOperationException moved) {
        server.close(); // by a loop that has moved to one without readers
        throw moved;
      }
    }
    return server;
  }

  private void accept(
      ListeningServer server, StreamSocket accepted, Supplier<? extends Protocol> protocol) {
    server.attach();
    try {
      open(accepted, protocol.get(), server::detach);
    } catch (IOException | RuntimeException e) {
      server.detach();
      Channels.close(accepted);
      loop.callExceptionHandler(
          ExceptionContext.of(
              "a connection was accepted, and dropped, by %s".formatted(server), e));
    }
  }

  private <P extends Protocol> Connection<P> open(StreamSocket socket, P protocol, Runnable onEnd)
      throws IOException {
    NetworkChannel channel = socket.channel();
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    SocketTransport transport =
        new SocketTransport(
            loop,
            socket,
            protocol,
            buffers,
            ended -> {
              connections.remove(ended);
              onEnd.run();
            });
    connections.add(transport);
    transport.start();
    return new Connection<>(transport, protocol);
  }

  /** Makes of what has come what was asked for. */
  private interface Step<A, B> {
    B from(A come) throws IOException;
  }

  /** Who cancels may be on another thread. */
  private void cancelSoon(CompletableFuture<?> source) {
    try {
      loop.callSoonThreadsafe(() -> source.cancel(false));
    } catch (EventLoopClosedException e) {
      return; // nothing is under way any more
    }
  }

  /**
   * What {@code step} makes of what {@code source} brings, on the loop. What comes although nobody
   * waits any more, or when the step fails, is discarded. Cancelled, it cancels the source.
   */
  private <A, B> CompletableFuture<B> onLoop(
      CompletableFuture<A> source, Consumer<A> discard, Step<A, B> step) {
    CompletableFuture<B> made = loop.createFuture();
    underWay.put(made, source);
    source.whenComplete(
        (come, failure) -> {
          underWay.remove(made);
          if (failure != null) {
            made.completeExceptionally(failure);
          } else if (made.isDone()) {
            discard.accept(come);
          } else {
            make(made, come, discard, step);
          }
        });
    made.whenComplete(
        (result, failure) -> {
          if (made.isCancelled()) {
            cancelSoon(source);
          }
        });
    return made;
  }

  private static <A, B> void make(
      CompletableFuture<B> made, A come, Consumer<A> discard, Step<A, B> step) {
    try {
      made.complete(step.from(come));
    } catch (IOException | RuntimeException e) {
      discard.accept(come);
      made.completeExceptionally(e);
    }
  }

  /** Whether there is no connection and no server, and none to come. */
  public boolean isIdle() {
    return underWay.isEmpty() && connections.isEmpty() && servers.isEmpty();
  }

  /** Ends all while the loop runs on, or a loop in its place; protocols are told the cause. */
  public void disconnect(IOException cause) {
    underWay.forEach(
        (made, source) -> {
          made.completeExceptionally(cause);
          source.cancel(false);
        });
    List.copyOf(servers).forEach(Server::close);
    List.copyOf(connections).forEach(connection -> connection.broken(cause));
  }

  /** Closes all at once; when the loop runs no more, so no protocol is told. */
  @Override
  public void close() {
    if (!connections.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} is closed with open connections, which are cut off: {1}",
          loop,
          connections);
    }
    EventLoopClosedException cause = Lifecycle.closed();
    connections.forEach(connection -> connection.discard(cause));
    connections.clear();
    List.copyOf(servers).forEach(server -> server.discard(cause));
    Channels.close(driver);
  }
}
