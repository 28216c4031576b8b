package org.hotloop.loop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hotloop.loop.internal.net.Networking;
import org.hotloop.loop.net.SocketDriver;
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

/** Connections and servers, over the sockets that a subclass brings along. */
public abstract class NetworkEventLoop extends PosixEventLoop {

  /** Null before the first use, when a subclass may not be ready to be asked. */
  private Networking networking;

  /** As {@link #networking}. */
  private SocketDriver driver;

  /** A loop that is not running. */
  protected NetworkEventLoop() {}

  /**
   * How sockets of this loop are read, written, connected and accepted. Asked once, for the first
   * connection or server; the loop owns the answer, and closes it with itself.
   */
  protected abstract SocketDriver newSocketDriver();

  @Override
  public <P extends Protocol> CompletableFuture<Connection<P>> createConnection(
      Supplier<P> protocol, ConnectionSpec spec) {
    return networking().connect(protocol, spec);
  }

  @Override
  public CompletableFuture<Server> createServer(
      Supplier<? extends Protocol> protocol, ServerSpec spec) {
    return networking().serve(protocol, spec);
  }

  @Override
  public CompletableFuture<StreamConnection> openConnection(ConnectionSpec spec) {
    return networking().openStreams(spec);
  }

  @Override
  public CompletableFuture<Server> startServer(
      BiConsumer<StreamReader, StreamWriter> connected, ServerSpec spec) {
    return networking().serveStreams(connected, spec);
  }

  @Override
  public CompletableFuture<Transport> startTls(
      Transport transport, Protocol protocol, TlsSpec spec, TlsSide side) {
    return networking().startTls(transport, protocol, spec, side);
  }

  @Override
  public CompletableFuture<Long> sendfile(
      Transport transport, FileChannel file, long offset, long count) {
    return networking().sendfile(transport, file, offset, count);
  }

  private Networking networking() {
    checkThread();
    checkOpen();
    if (networking == null) {
      driver = newSocketDriver();
      networking = new Networking(front(), driver);
    }
    return networking;
  }

  @Override
  protected Class<?> socketCode() {
    return driver == null ? super.socketCode() : driver.getClass();
  }

  @Override
  protected boolean hasMade() {
    return super.hasMade() || (networking != null && !networking.isIdle());
  }

  @Override
  protected void disconnect(IOException cause) {
    if (networking != null) {
      networking.disconnect(cause);
    }
  }

  @Override
  protected void closeMade() {
    try (Networking connections = networking) {
      super.closeMade();
    }
  }
}
