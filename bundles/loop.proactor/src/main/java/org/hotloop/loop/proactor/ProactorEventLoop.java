package org.hotloop.loop.proactor;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hotloop.UnsupportedByLoopException;
import org.hotloop.loop.NetworkEventLoop;
import org.hotloop.loop.net.SocketDriver;
import org.hotloop.loop.proactor.internal.Parking;
import org.hotloop.loop.proactor.internal.ProactorDriver;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;

/**
 * asyncio's {@code ProactorEventLoop}, on the JDK's asynchronous channels: I/O completion ports on
 * Windows, and what the JDK makes of other systems' means elsewhere. What was read, written,
 * accepted or connected is told by one thread of the channels' group, {@code hotloop-proactor-n},
 * and wakes this loop once for all that has come. The thread starts with the first connection or
 * server and ends with {@link #close()}.
 *
 * <p>It has no readers and writers, no unix sockets and none of the operations named {@code sock},
 * whose channels are a selector's: all of them raise {@link UnsupportedByLoopException}. Children,
 * with their pipes, and signals are the same as on any loop.
 *
 * <p>To be created by hand, inside OSGi or out, and to be subclassed.
 */
public class ProactorEventLoop extends NetworkEventLoop {

  private final Parking parking = new Parking();

  /** A loop that is not running. It holds no descriptor and no thread yet. */
  public ProactorEventLoop() {}

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedByLoopException for a unix socket
   */
  @Override
  public <P extends Protocol> CompletableFuture<Connection<P>> createConnection(
      Supplier<P> protocol, ConnectionSpec spec) {
    refuseUnixSockets("createConnection", spec.addresses());
    return super.createConnection(protocol, spec);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedByLoopException for a unix socket
   */
  @Override
  public CompletableFuture<Server> createServer(
      Supplier<? extends Protocol> protocol, ServerSpec spec) {
    refuseUnixSockets("createServer", spec.addresses());
    return super.createServer(protocol, spec);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedByLoopException for a unix socket
   */
  @Override
  public CompletableFuture<StreamConnection> openConnection(ConnectionSpec spec) {
    refuseUnixSockets("openConnection", spec.addresses());
    return super.openConnection(spec);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnsupportedByLoopException for a unix socket
   */
  @Override
  public CompletableFuture<Server> startServer(
      BiConsumer<StreamReader, StreamWriter> connected, ServerSpec spec) {
    refuseUnixSockets("startServer", spec.addresses());
    return super.startServer(connected, spec);
  }

  @Override
  public void addReader(SelectableChannel channel, Runnable callback) {
    throw new UnsupportedByLoopException(this, "addReader");
  }

  @Override
  public boolean removeReader(SelectableChannel channel) {
    throw new UnsupportedByLoopException(this, "removeReader");
  }

  @Override
  public void addWriter(SelectableChannel channel, Runnable callback) {
    throw new UnsupportedByLoopException(this, "addWriter");
  }

  @Override
  public boolean removeWriter(SelectableChannel channel) {
    throw new UnsupportedByLoopException(this, "removeWriter");
  }

  @Override
  public void addReader(int fd, Runnable callback) {
    throw new UnsupportedByLoopException(this, "addReader");
  }

  @Override
  public boolean removeReader(int fd) {
    throw new UnsupportedByLoopException(this, "removeReader");
  }

  @Override
  public void addWriter(int fd, Runnable callback) {
    throw new UnsupportedByLoopException(this, "addWriter");
  }

  @Override
  public boolean removeWriter(int fd) {
    throw new UnsupportedByLoopException(this, "removeWriter");
  }

  @Override
  protected SocketDriver newSocketDriver() {
    return new ProactorDriver(front());
  }

  /** There is nothing to look for: what is done schedules its callback by itself. */
  @Override
  protected void poll(long timeoutNanos) {
    parking.park(timeoutNanos);
  }

  @Override
  protected void wakeup() {
    parking.unpark();
  }

  private void refuseUnixSockets(String method, List<SocketAddress> addresses) {
    if (addresses.stream().anyMatch(UnixDomainSocketAddress.class::isInstance)) {
      throw new UnsupportedByLoopException(this, method + " with a unix socket");
    }
  }
}
