package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.Lifecycle;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.posix.Descriptors;
import org.hotloop.posix.Descriptors.Kind;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;

/**
 * The pipes of one loop that were connected by hand, not those of its children. Loop's thread only,
 * or any while the loop does not run.
 */
public final class Pipes implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Pipes.class.getName());

  private final EventLoop loop;
  private final TransferBuffers buffers = new TransferBuffers();
  private final Set<PipeConnection<?, ?, ?>> connections = new HashSet<>();

  /** For {@code loop}, which checks who calls. */
  public Pipes(EventLoop loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#connectReadPipe(Supplier, SelectableChannel)}. */
  public <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> read(
      Supplier<P> protocol, SelectableChannel source) {
    Objects.requireNonNull(protocol, "protocol");
    return read(protocol, endOf(source));
  }

  /** As {@link EventLoop#connectReadPipe(Supplier, int)}. */
  public <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> read(
      Supplier<P> protocol, int fd) {
    Objects.requireNonNull(protocol, "protocol");
    return read(protocol, endOf(fd));
  }

  private <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> read(
      Supplier<P> protocol, PipeEnd end) {
    return connect(new ReadPipeConnection<>(loop, end, protocol, buffers, connections::remove));
  }

  /** As {@link EventLoop#connectWritePipe(Supplier, SelectableChannel)}. */
  public <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> write(
      Supplier<P> protocol, SelectableChannel sink) {
    Objects.requireNonNull(protocol, "protocol");
    return write(protocol, endOf(sink));
  }

  /** As {@link EventLoop#connectWritePipe(Supplier, int)}. */
  public <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> write(
      Supplier<P> protocol, int fd) {
    Objects.requireNonNull(protocol, "protocol");
    return write(protocol, endOf(fd));
  }

  private <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> write(
      Supplier<P> protocol, PipeEnd end) {
    return connect(new WritePipeConnection<>(loop, end, protocol, buffers, connections::remove));
  }

  private <R> CompletableFuture<R> connect(PipeConnection<?, ?, R> connection) {
    connections.add(connection);
    loop.callSoon(connection::connect);
    return connection.made();
  }

  private PipeEnd endOf(SelectableChannel channel) {
    try {
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new IllegalArgumentException("the channel cannot be used: " + channel, e);
    }
    return new ChannelEnd(loop, channel);
  }

  private PipeEnd endOf(int fd) {
    Descriptors descriptors = Posix.get().descriptors();
    try {
      Kind kind = descriptors.kind(fd);
      if (kind == Kind.OTHER) {
        throw new IllegalArgumentException(
            "descriptor %d is no pipe, FIFO, socket or character device".formatted(fd));
      }
      return new DescriptorEnd(loop, descriptors.adopt(fd), kind != Kind.CHARACTER_DEVICE);
    } catch (PosixException e) {
      if (e.errnoName().equals("EBADF")) {
        throw new IllegalArgumentException("descriptor %d is not open".formatted(fd), e);
      }
      throw new UncheckedIOException(e);
    }
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
