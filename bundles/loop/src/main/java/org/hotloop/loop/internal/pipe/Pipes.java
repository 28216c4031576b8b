package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/**
 * The pipes of one loop that were connected by hand, not those of its children. Loop's thread only,
 * or any while the loop does not run.
 *
 * @param <N> by what the ends of pipes are named: channels, or the numbers of descriptors
 */
public final class Pipes<N> implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Pipes.class.getName());

  private final EventLoop loop;
  private final Function<? super N, ? extends PipeEnd> ends;
  private final TransferBuffers buffers = new TransferBuffers();
  private final Set<PipeConnection<?, ?, ?>> connections = new HashSet<>();

  /**
   * For {@code loop}, which checks who calls.
   *
   * @param ends takes over what is named
   */
  public Pipes(EventLoop loop, Function<? super N, ? extends PipeEnd> ends) {
    this.loop = loop;
    this.ends = ends;
  }

  /** As {@code connectReadPipe} of {@link EventLoop}. */
  public <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> read(
      Supplier<P> protocol, N source) {
    Objects.requireNonNull(protocol, "protocol");
    return connect(
        new ReadPipeConnection<>(loop, ends.apply(source), protocol, buffers, connections::remove));
  }

  /** As {@code connectWritePipe} of {@link EventLoop}. */
  public <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> write(
      Supplier<P> protocol, N sink) {
    Objects.requireNonNull(protocol, "protocol");
    return connect(
        new WritePipeConnection<>(loop, ends.apply(sink), protocol, buffers, connections::remove));
  }

  private <R> CompletableFuture<R> connect(PipeConnection<?, ?, R> connection) {
    connections.add(connection);
    loop.callSoon(connection::connect);
    return connection.made();
  }

  /** Whether there is none. */
  public boolean isIdle() {
    return connections.isEmpty();
  }

  /** Ends all while the loop runs on, or a loop in its place; protocols are told the cause. */
  public void disconnect(IOException cause) {
    List.copyOf(connections).forEach(connection -> connection.disconnect(cause));
  }

  /** Closes all at once; when the loop runs no more, so no protocol is told. */
  @Override
  public void close() {
    if (!connections.isEmpty()) {
      LOG.log(
          Level.WARNING, "{0} is closed with open pipes, which are closed: {1}", loop, connections);
    }
    EventLoopClosedException cause = Lifecycle.closed();
    connections.forEach(connection -> connection.discard(cause));
    connections.clear();
  }
}
