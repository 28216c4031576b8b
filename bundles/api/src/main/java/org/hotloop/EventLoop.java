package org.hotloop;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.hotloop.stream.StreamConnection;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.BaseProtocol;
import org.hotloop.transport.Connection;
import org.hotloop.transport.ConnectionSpec;
import org.hotloop.transport.Datagram;
import org.hotloop.transport.DatagramEndpoint;
import org.hotloop.transport.DatagramProtocol;
import org.hotloop.transport.DatagramSpec;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.ReadPipe;
import org.hotloop.transport.ReadPipeProtocol;
import org.hotloop.transport.SendfileException;
import org.hotloop.transport.Server;
import org.hotloop.transport.ServerSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.hotloop.transport.SubprocessTransport;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WritePipe;
import org.hotloop.transport.WriteTransport;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's event loop: one thread that runs callbacks, one at a time.
 *
 * <p><b>Threads.</b> While a loop runs, all its callbacks run on the thread that called {@link
 * #runForever()} or {@link #runUntilComplete}. Methods may be called from any thread unless they
 * say otherwise; {@link #callSoonThreadsafe} is the one made for it, and wakes a sleeping loop. In
 * debug mode {@link #callSoon}, {@link #callLater}, {@link #callAt} and the methods for readers and
 * writers raise a {@link WrongLoopThreadException} on another thread than the one that runs the
 * loop, since asyncio's are not made for it.
 *
 * <p><b>Memory.</b> What a thread did before it scheduled a callback happens before that callback.
 *
 * <p><b>Failure.</b> An {@link Exception} that a callback throws goes to the exception handler and
 * the loop goes on; an {@link Error} leaves the run, after which the loop can be run again. After
 * {@link #close()} every method that schedules raises {@link EventLoopClosedException}.
 *
 * <p>Arguments are never null unless the name or the text says so; a null raises {@link
 * NullPointerException} before anything happens.
 */
@ConsumerType
public interface EventLoop extends Executor, AutoCloseable {

  /** Service property of a loop that the runtime runs: its name; {@code main} is always there. */
  String LOOP_NAME = "hotloop.loop";

  /**
   * Runs until {@link #stop()} is called.
   *
   * @throws IllegalStateException when this loop, or another one on this thread, is running
   * @throws EventLoopClosedException when the loop is closed
   */
  void runForever();

  /**
   * Runs until {@code stage} is complete.
   *
   * @return the stage's result
   * @throws Exception the stage's own failure, not wrapped
   * @throws IllegalStateException when the loop was stopped before the stage completed, or as for
   *     {@link #runForever()}
   */
  <T> T runUntilComplete(CompletionStage<T> stage) throws Exception;

  /**
   * Ends the run after the callbacks that are ready now; when not running, the next run ends after
   * one iteration. Any thread.
   */
  void stop();

  /** Whether some thread is inside a run of this loop. */
  boolean isRunning();

  /** Whether {@link #close()} was called. */
  boolean isClosed();

  /**
   * Drops what is scheduled, gives back signal handlers, readers and descriptors, and shuts the
   * default executor down without waiting for its work. Idempotent.
   *
   * @throws IllegalStateException when the loop is running
   */
  @Override
  void close();

  /** Runs {@code callback} in the next iteration, after those scheduled before it. */
  Handle callSoon(Runnable callback);

  /** As {@link #callSoon}, from any thread; wakes the loop when it sleeps. */
  Handle callSoonThreadsafe(Runnable callback);

  /** The same as {@link #callSoonThreadsafe}: a loop is an {@link Executor} for its own thread. */
  @Override
  default void execute(Runnable callback) {
    callSoonThreadsafe(callback);
  }

  /** Runs {@code callback} once {@code delay} has passed; a negative delay is as zero. */
  TimerHandle callLater(Duration delay, Runnable callback);

  /**
   * Runs {@code callback} at {@code when}.
   *
   * @param when on the scale of {@link #time()}, nanoseconds
   */
  TimerHandle callAt(long when, Runnable callback);

  /** The loop's monotonic clock in nanoseconds; only differences mean something. */
  long time();

  /** A future whose {@code *Async} continuations without an executor run on this loop. */
  <T> CompletableFuture<T> createFuture();

  /**
   * Runs {@code work} on another thread.
   *
   * @param executorOrNull where to run it; null is the default executor
   * @return a future of this loop (see {@link #createFuture()}) with the result or the failure of
   *     {@code work}; cancelling it drops work that has not begun
   * @throws IllegalArgumentException when the executor is this loop, which must not block
   * @throws ExecutorShutdownException for null, after {@link #shutdownDefaultExecutor()}
   * @throws java.util.concurrent.RejectedExecutionException when the executor takes no work
   */
  <T> CompletableFuture<T> runInExecutor(Executor executorOrNull, Callable<T> work);

  /**
   * Replaces the executor behind {@code runInExecutor(null, …)}; the caller keeps owning it.
   *
   * @throws IllegalArgumentException when {@code executor} is this loop, which must not block
   */
  void setDefaultExecutor(Executor executor);

  /**
   * Shuts the default executor down: what it has begun or queued is still done, and {@code
   * runInExecutor(null, …)} raises {@link ExecutorShutdownException} from now on. An executor that
   * {@link #setDefaultExecutor} gave is left to its owner.
   *
   * @return a future of this loop, complete when the last of that work is done
   * @throws EventLoopClosedException when the loop is closed, which shuts down without waiting
   */
  CompletableFuture<Void> shutdownDefaultExecutor();

  /**
   * Calls {@code callback} on the loop whenever {@code channel} can be read (or accepted from, or
   * has finished connecting), until removed. A second call replaces the first.
   *
   * @throws IllegalArgumentException when the channel is blocking
   * @throws UnsupportedByLoopException when loops of this kind have no readers and writers, as
   *     proactors have none; so do the other methods for them, also those that remove
   */
  void addReader(SelectableChannel channel, Runnable callback);

  /**
   * Stops watching for reading.
   *
   * @return whether there was a reader; false after {@link #close()}
   */
  boolean removeReader(SelectableChannel channel);

  /** As {@link #addReader(SelectableChannel, Runnable)}, for writing. */
  void addWriter(SelectableChannel channel, Runnable callback);

  /** As {@link #removeReader(SelectableChannel)}, for writing. */
  boolean removeWriter(SelectableChannel channel);

  /**
   * As {@link #addReader(SelectableChannel, Runnable)} for a raw descriptor, such as a pipe. The
   * descriptor stays the caller's; remove the reader before closing it.
   *
   * @throws IllegalArgumentException when {@code fd} is negative, not open, or of a kind that
   *     cannot be waited for (a regular file)
   */
  void addReader(int fd, Runnable callback);

  /** As {@link #removeReader(SelectableChannel)}. */
  boolean removeReader(int fd);

  /** As {@link #addReader(int, Runnable)}, for writing. */
  void addWriter(int fd, Runnable callback);

  /** As {@link #removeReader(SelectableChannel)}, for writing. */
  boolean removeWriter(int fd);

  /**
   * Connects and makes a protocol for the connection. asyncio's {@code create_connection}, and its
   * {@code create_unix_connection}. On the loop's thread, or while the loop does not run.
   *
   * @param protocol makes the protocol, on the loop's thread
   * @param spec where to
   * @return complete, on the loop's thread, after {@code connectionMade}; to cancel it gives up,
   *     and leaves nothing behind. Fails with {@link java.net.UnknownHostException} where the name
   *     is not known, {@link java.net.ConnectException} where no address answers, with what each
   *     said, {@link java.net.SocketTimeoutException} where the time is over, {@link
   *     javax.net.ssl.SSLException}, which names the peer, where a TLS handshake fails.
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default <P extends Protocol> CompletableFuture<Connection<P>> createConnection(
      Supplier<P> protocol, ConnectionSpec spec) {
    throw new UnsupportedByLoopException(this, "createConnection");
  }

  /**
   * Listens, and makes a protocol for each connection. asyncio's {@code create_server}, and its
   * {@code create_unix_server}. On the loop's thread, or while the loop does not run.
   *
   * @param protocol makes the protocols, on the loop's thread; where it throws, that connection is
   *     dropped and the failure told to the exception handler
   * @param spec where
   * @return complete, on the loop's thread, when it listens. Fails with {@link
   *     java.net.BindException}, which names the address, where one cannot be had; then it listens
   *     nowhere.
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default CompletableFuture<Server> createServer(
      Supplier<? extends Protocol> protocol, ServerSpec spec) {
    throw new UnsupportedByLoopException(this, "createServer");
  }

  /**
   * Connects and gives the connection's streams: asyncio's {@code open_connection} and {@code
   * open_unix_connection}. As {@link #createConnection}.
   */
  default CompletableFuture<StreamConnection> openConnection(ConnectionSpec spec) {
    throw new UnsupportedByLoopException(this, "openConnection");
  }

  /**
   * Listens and gives each connection's streams: asyncio's {@code start_server} and {@code
   * start_unix_server}. As {@link #createServer}.
   *
   * @param connected called on the loop's thread for each connection, which it is to close; where
   *     it throws, the failure is told to the exception handler and the connection cut off
   */
  default CompletableFuture<Server> startServer(
      BiConsumer<StreamReader, StreamWriter> connected, ServerSpec spec) {
    throw new UnsupportedByLoopException(this, "startServer");
  }

  /**
   * Goes over to TLS on a connection that is there: asyncio's {@code start_tls}. What {@code
   * transport} has still to write goes out before, as it is. From now on use the new transport
   * only. On the loop's thread, or while the loop does not run.
   *
   * @param transport of a connection of this loop; over TLS already is fine, too
   * @param protocol is told what happens from the handshake on; it gets no {@code connectionMade}.
   *     When the handshake fails it gets {@code connectionLost}.
   * @param spec how; for a client with the server's name, unless that is not to be checked
   * @param side which part this end plays
   * @return complete, on the loop's thread, after the handshake, with the transport to use; to
   *     cancel it cuts the connection off. Fails with {@link javax.net.ssl.SSLException}, which
   *     names the peer, where the handshake fails, {@link java.net.SocketTimeoutException} where it
   *     takes too long; the connection is closed then.
   * @throws IllegalArgumentException when the host name is to be checked and there is none
   * @throws IllegalStateException when the transport is closed or closing
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default CompletableFuture<Transport> startTls(
      Transport transport, Protocol protocol, TlsSpec spec, TlsSide side) {
    throw new UnsupportedByLoopException(this, "startTls");
  }

  /**
   * Sends and receives datagrams. asyncio's {@code create_datagram_endpoint}. On the loop's thread,
   * or while the loop does not run.
   *
   * @param protocol makes the protocol, on the loop's thread
   * @param spec where
   * @return complete, on the loop's thread, after {@code connectionMade}. Fails with {@link
   *     java.net.UnknownHostException} where a name is not known, or not in the family that is
   *     asked for, and with {@link java.net.BindException}, which names the address, where the
   *     local one cannot be had.
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default <P extends DatagramProtocol>
      CompletableFuture<DatagramEndpoint<P>> createDatagramEndpoint(
          Supplier<P> protocol, DatagramSpec spec) {
    throw new UnsupportedByLoopException(this, "createDatagramEndpoint");
  }

  /**
   * Reads from one end of a pipe, or from a socket. asyncio's {@code connect_read_pipe}. On the
   * loop's thread, or while the loop does not run.
   *
   * @param protocol makes the protocol, on the loop's thread
   * @param source the transport's from now on, which makes it non-blocking, and closes it
   * @return complete, on the loop's thread, after {@code connectionMade}; to cancel it before
   *     closes the source
   * @throws IllegalArgumentException when the source is closed
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default <P extends ReadPipeProtocol, C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<ReadPipe<P>> connectReadPipe(Supplier<P> protocol, C source) {
    throw new UnsupportedByLoopException(this, "connectReadPipe");
  }

  /**
   * As {@link #connectReadPipe(Supplier, SelectableChannel)}, from a raw descriptor: a pipe, a
   * FIFO, a socket or a character device, such as a terminal. To make it non-blocking does so for
   * all who share what it was opened as.
   *
   * @throws IllegalArgumentException when {@code fd} is not open, or something else, such as a
   *     regular file; then it stays the caller's
   */
  default <P extends ReadPipeProtocol> CompletableFuture<ReadPipe<P>> connectReadPipe(
      Supplier<P> protocol, int fd) {
    throw new UnsupportedByLoopException(this, "connectReadPipe");
  }

  /**
   * Writes to one end of a pipe, or to a socket that nothing comes from. asyncio's {@code
   * connect_write_pipe}; as {@link #connectReadPipe(Supplier, SelectableChannel)}. That the reader
   * has gone ends it: without a cause where all was written. It is seen at once, but with a {@link
   * java.nio.channels.Pipe.SinkChannel}, which can't be watched for it, by the next write.
   */
  default <
          P extends BaseProtocol<WriteTransport>, C extends SelectableChannel & WritableByteChannel>
      CompletableFuture<WritePipe<P>> connectWritePipe(Supplier<P> protocol, C sink) {
    throw new UnsupportedByLoopException(this, "connectWritePipe");
  }

  /**
   * As {@link #connectWritePipe(Supplier, SelectableChannel)}, to a raw descriptor, as in {@link
   * #connectReadPipe(Supplier, int)}.
   */
  default <P extends BaseProtocol<WriteTransport>> CompletableFuture<WritePipe<P>> connectWritePipe(
      Supplier<P> protocol, int fd) {
    throw new UnsupportedByLoopException(this, "connectWritePipe");
  }

  /**
   * Sends part of a file over a connection, after what is buffered there. asyncio's {@code
   * sendfile}. Loop's thread. Meanwhile the connection is not read from. The kernel sends it where
   * it can: then to write meanwhile is refused, and the loop waits for the disk where pages of the
   * file are not in memory. Elsewhere, as with TLS, the default executor reads the file, and who
   * writes meanwhile writes between.
   *
   * @param file to be read; its own position is neither used nor changed
   * @param offset where to begin, in bytes
   * @param count the most bytes to send; a file that ends before is sent up to there
   * @return how many bytes were sent, all of them handed to the system. Fails with {@link
   *     SendfileException}, which tells how many were, and the connection goes on unless it is what
   *     broke; with {@link java.nio.channels.NonReadableChannelException} where the file was not
   *     opened to be read. To cancel it stops, with part of the file sent.
   * @throws IllegalArgumentException when {@code offset} or {@code count} is negative
   * @throws IllegalStateException when the transport is closing, was ended by {@code writeEof}, or
   *     sends a file already
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default CompletableFuture<Long> sendfile(
      Transport transport, FileChannel file, long offset, long count) {
    throw new UnsupportedByLoopException(this, "sendfile");
  }

  /**
   * Receives what there is, or waits for it.
   *
   * <p>This holds for all operations that are named {@code sock}: the channel is not blocking, and
   * stays the caller's. It waits for one operation in each direction at a time. They begin on the
   * loop's thread, or while the loop does not run, and their futures (see {@link #createFuture()})
   * complete on it. One that is cancelled there takes nothing from the channel: the next operation
   * gets it. Cancel what waits before you close its channel: nobody is told of that. What waits
   * when the loop is closed fails with {@link EventLoopClosedException}.
   *
   * @param max the most bytes to receive
   * @return at least one byte; empty at the end of the stream, and where {@code max} is 0. Fails
   *     with the {@link java.io.IOException} of the channel.
   * @throws IllegalArgumentException when {@code max} is negative or the channel is blocking
   * @throws IllegalStateException when another operation waits in this direction of the channel
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default <C extends SelectableChannel & ReadableByteChannel> CompletableFuture<byte[]> sockRecv(
      C channel, int max) {
    throw new UnsupportedByLoopException(this, "sockRecv");
  }

  /**
   * As {@link #sockRecv}, into {@code target}, up to its limit; it is the channel's until the
   * future is complete.
   *
   * @return how many bytes were received; 0 at the end of the stream, and where there is no room
   */
  default <C extends SelectableChannel & ReadableByteChannel>
      CompletableFuture<Integer> sockRecvInto(C channel, ByteBuffer target) {
    throw new UnsupportedByLoopException(this, "sockRecvInto");
  }

  /**
   * Receives a datagram, or waits for one; as {@link #sockRecv}.
   *
   * @param max the most bytes to receive; the rest of a longer datagram is lost
   */
  default CompletableFuture<Datagram> sockRecvFrom(DatagramChannel channel, int max) {
    throw new UnsupportedByLoopException(this, "sockRecvFrom");
  }

  /**
   * Sends all that {@code data} has remaining, as the channel takes it; {@code data} is the
   * channel's until the future is complete. As {@link #sockRecv}, but what was sent before a
   * failure or a cancellation has been sent: the position of {@code data} tells how much.
   */
  default <C extends SelectableChannel & WritableByteChannel> CompletableFuture<Void> sockSendAll(
      C channel, ByteBuffer data) {
    throw new UnsupportedByLoopException(this, "sockSendAll");
  }

  /**
   * Sends {@code data} as one datagram, when there is room for it; as {@link #sockRecv}.
   *
   * @return how many bytes were sent
   */
  default CompletableFuture<Integer> sockSendTo(
      DatagramChannel channel, ByteBuffer data, SocketAddress target) {
    throw new UnsupportedByLoopException(this, "sockSendTo");
  }

  /**
   * Connects {@code channel}; as {@link #sockRecv}.
   *
   * @param address an unresolved {@link java.net.InetSocketAddress} is resolved by the default
   *     executor first
   * @return fails with {@link java.net.UnknownHostException} where the name is not known, {@link
   *     java.net.ConnectException} where nobody listens
   */
  default CompletableFuture<Void> sockConnect(SocketChannel channel, SocketAddress address) {
    throw new UnsupportedByLoopException(this, "sockConnect");
  }

  /**
   * Accepts a connection, or waits for one; as {@link #sockRecv}.
   *
   * @return the connection, not blocking and the caller's; its peer's address is {@link
   *     SocketChannel#getRemoteAddress()}
   */
  default CompletableFuture<SocketChannel> sockAccept(ServerSocketChannel server) {
    throw new UnsupportedByLoopException(this, "sockAccept");
  }

  /**
   * Sends part of a file, as {@link #sendfile} does, over a channel; as {@link #sockRecv}. What was
   * sent before a failure or a cancellation has been sent.
   *
   * @return how many bytes were sent; fails with {@link SendfileException}
   */
  default CompletableFuture<Long> sockSendfile(
      SocketChannel channel, FileChannel file, long offset, long count) {
    throw new UnsupportedByLoopException(this, "sockSendfile");
  }

  /**
   * The addresses of a host, in the order in which they are to be tried. Any thread; who resolves
   * is the default executor, but an address in digits is given at once.
   *
   * @param host a name, or an address in digits; empty: the loopback
   * @return at least one; fails with {@link java.net.UnknownHostException}
   * @throws IllegalArgumentException when the port is not within 0 to 65535
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default CompletableFuture<List<InetSocketAddress>> getaddrinfo(String host, int port) {
    throw new UnsupportedByLoopException(this, "getaddrinfo");
  }

  /**
   * The names of an address, by reverse lookup. Any thread; who asks is the default executor, but
   * digits are given at once.
   *
   * @return fails with {@link java.net.UnknownHostException} where a name is required and there is
   *     none
   * @throws IllegalArgumentException when the address is not resolved
   * @throws UnsupportedByLoopException when loops of this kind cannot do it
   */
  default CompletableFuture<NameInfo> getnameinfo(
      InetSocketAddress address, NameInfo.Flag... flags) {
    throw new UnsupportedByLoopException(this, "getnameinfo");
  }

  /**
   * Calls {@code callback} on the loop for each delivery of a signal. Deliveries may coalesce: many
   * signals can be one call, as in POSIX. Replaces an earlier handler of this loop; handlers of
   * other loops, and one that was there before Hotloop, are called as well.
   *
   * @param signal the name without SIG: {@code "CHLD"}, {@code "USR1"}
   * @throws IllegalArgumentException for an unknown signal, one that cannot be caught, or one that
   *     the JVM keeps to itself; the text says which
   */
  void addSignalHandler(String signal, Runnable callback);

  /**
   * Removes this loop's handler; with the last one of all loops the handler that was there before
   * is restored.
   *
   * @return whether there was one
   */
  boolean removeSignalHandler(String signal);

  /** Replaces the exception handler; null restores the default one, which logs. */
  void setExceptionHandler(ExceptionHandler handlerOrNull);

  /** The exception handler that was set; empty while the default one serves. */
  Optional<ExceptionHandler> getExceptionHandler();

  /**
   * Reports {@code context} as a callback's failure would be: to the exception handler, or else to
   * the default one. A handler's {@link Exception} goes to the default one, with the context that
   * was reported among the details; its {@link Error} is raised.
   */
  void callExceptionHandler(ExceptionContext context);

  /** Logs {@code context}, all of it; a handler may pass on to this what it leaves undone. */
  void defaultExceptionHandler(ExceptionContext context);

  /**
   * Switches the debug mode. While it is on, calls from wrong threads raise, callbacks that take
   * 100 ms or longer are logged, and a handle, and with it whatever is logged of its callback, says
   * where it was made. It is on from the start where the system property {@code hotloop.debug} is
   * set, other than to {@code false}. It costs a walk over the stack for each callback.
   */
  void setDebug(boolean on);

  /** Whether the debug mode is on. */
  boolean getDebug();

  /**
   * Starts a child and connects it to a protocol. The spawn happens off the loop's thread; the
   * child is watched by the current {@link org.hotloop.child.ChildWatcher}.
   *
   * @param protocol makes the protocol; called on the loop's thread
   * @param spec what to start
   * @return complete, on the loop's thread, after {@code connectionMade}; fails with a {@link
   *     org.hotloop.subprocess.SpawnException} when there is no child, with an {@link
   *     IllegalStateException} when the watcher is not active. Nothing is left behind by a failure.
   */
  CompletionStage<SubprocessTransport> subprocessExec(
      Supplier<? extends SubprocessProtocol> protocol, SubprocessSpec spec);

  /** As {@link #subprocessExec} with {@link SubprocessSpec#shell(String) a shell's} command. */
  default CompletionStage<SubprocessTransport> subprocessShell(
      Supplier<? extends SubprocessProtocol> protocol, String command) {
    return subprocessExec(protocol, SubprocessSpec.shell(command));
  }
}
