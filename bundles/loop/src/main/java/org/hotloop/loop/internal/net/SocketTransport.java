package org.hotloop.loop.internal.net;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.sock.FileSend;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.loop.internal.transport.TransferBuffers;
import org.hotloop.loop.net.StreamSocket;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteBufferLimits;

/**
 * asyncio's {@code _SelectorSocketTransport} and {@code _ProactorSocketTransport}, over the sockets
 * of either: a connection. It is open; then closing, while what is buffered is still written; then
 * lost, which the protocol is told in an iteration of its own. Loop's thread only, but where a
 * method says otherwise.
 */
final class SocketTransport implements Transport, Outgoing.Owner {

  private static final Logger LOGGER = System.getLogger(SocketTransport.class.getName());

  /** How often one wake-up reads: who has much may not keep the loop from others. */
  private static final int READS_PER_WAKEUP = 4;

  /** asyncio's patience with who writes on after the end. */
  private static final int WRITES_BEFORE_WARNING = 5;

  private final EventLoop loop;
  private final StreamSocket socket;
  private final TransferBuffers buffers;
  private final Consumer<SocketTransport> onEnd;
  private final Map<ExtraInfo<?>, Object> extra;
  private final Outgoing outgoing;

  private Protocol protocol;
  private Incoming incoming;
  private boolean readingPaused;
  private boolean polling;
  private boolean peerEnded;
  private boolean eofWritten;
  private int lateWrites;
  private volatile boolean closing;
  private volatile boolean lost;

  /**
   * Owns {@code socket}.
   *
   * @param onEnd told when the protocol was told the end
   */
  SocketTransport(
      EventLoop loop,
      StreamSocket socket,
      Protocol protocol,
      TransferBuffers buffers,
      Consumer<SocketTransport> onEnd)
      throws IOException {
    this.loop = loop;
    this.socket = socket;
    this.buffers = buffers;
    this.onEnd = onEnd;
    outgoing = new Outgoing(socket, this);
    extra = extraOf(socket);
    take(protocol);
  }

  private static Map<ExtraInfo<?>, Object> extraOf(StreamSocket socket) throws IOException {
    NetworkChannel channel = socket.channel();
    SocketAddress own = channel.getLocalAddress();
    return Map.of(
        ExtraInfo.PEERNAME, socket.peer(), ExtraInfo.SOCKNAME, own, ExtraInfo.SOCKET, channel);
  }

  /** Tells the protocol, and begins to read unless that has closed or paused it. */
  void start() {
    tell("connectionMade", () -> protocol.connectionMade(this));
    try {
      poll();
    } catch (UnsupportedOperationException moved) {
      polling = false;
      broken(new IOException("the event loop moved while it was made, and cannot watch it", moved));
    }
  }

  @Override
  public Protocol getProtocol() {
    return protocol;
  }

  @Override
  public void setProtocol(Protocol next) {
    take(Objects.requireNonNull(next, "protocol"));
  }

  private void take(Protocol next) {
    protocol = next;
    incoming = Incoming.of(next, buffers);
  }

  @Override
  @SuppressWarnings("unchecked") // each key is there with a value of its own type
  public <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
    return Optional.ofNullable((T) extra.get(key));
  }

  // reading

  @Override
  public void pauseReading() {
    readingPaused = true;
    stopPolling();
  }

  @Override
  public void resumeReading() {
    readingPaused = false;
    poll();
  }

  @Override
  public boolean isReading() {
    return !readingPaused && !peerEnded && !closing;
  }

  private void poll() {
    if (!polling && isReading()) {
      polling = true;
      socket.startReading(this::readReady);
    }
  }

  private void stopPolling() {
    if (polling) {
      polling = false;
      socket.stopReading();
    }
  }

  /** Until nothing is there: what does not fill the room that there is was all of it. */
  private void readReady() {
    for (int reads = 0; reads < READS_PER_WAKEUP && isReading(); reads++) {
      ByteBuffer room;
      int count;
      try {
        room = incoming.room();
        count = socket.read(room);
      } catch (IOException e) {
        broken(e);
        return;
      } catch (RuntimeException e) {
        fail("getBuffer", e);
        return;
      }
      if (count < 0) {
        endOfPeer();
        return;
      }
      if (count == 0) {
        return;
      }
      boolean more = !room.hasRemaining();
      try {
        incoming.received(room, count);
      } catch (RuntimeException e) { // not by tell(), which would need an object for each message
        fail("dataReceived", e);
      }
      if (!more) {
        return;
      }
    }
  }

  private void endOfPeer() {
    peerEnded = true;
    stopPolling();
    try {
      if (!protocol.eofReceived()) {
        close();
      }
    } catch (RuntimeException e) {
      fail("eofReceived", e);
    }
  }

  // writing

  @Override
  public void write(ByteBuffer data) {
    if (eofWritten) {
      throw new IllegalStateException("written after writeEof(): " + this);
    }
    if (!data.hasRemaining()) {
      return;
    }
    if (closing) {
      refuseLateWrite();
      return;
    }
    if (outgoing.isSendingFile()) {
      throw new IllegalStateException("written while a file is sent: " + this);
    }
    outgoing.write(data);
  }

  /** Whether {@link #send} works. */
  boolean sendsFiles() {
    return socket.sendsFiles();
  }

  /**
   * Lets the kernel send a file, after what is buffered. Nothing is written behind it before it has
   * gone.
   *
   * @return how many bytes have gone; to cancel it, on the loop, stops
   */
  CompletableFuture<Long> send(FileSend file) {
    if (eofWritten || outgoing.isSendingFile()) {
      throw new IllegalStateException("no file can be sent now: " + this);
    }
    CompletableFuture<Long> sent = loop.createFuture();
    outgoing.send(new OutgoingFile(file, sent));
    sent.whenComplete(
        (bytes, failure) -> {
          if (sent.isCancelled()) {
            outgoing.stopFile();
          }
        });
    return sent;
  }

  @Override
  public void written() {
    if (closing) {
      lose(Optional.empty());
    } else if (eofWritten) {
      outgoing.end();
    }
  }

  @Override
  public boolean canWriteEof() {
    return true;
  }

  @Override
  public void writeEof() {
    if (closing || eofWritten) {
      return;
    }
    eofWritten = true;
    if (outgoing.isEmpty()) {
      outgoing.end();
    }
  }

  @Override
  public long getWriteBufferSize() {
    return outgoing.unwritten().size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return outgoing.unwritten().limits();
  }

  @Override
  public void setWriteBufferLimits(long low, long high) {
    outgoing.unwritten().limits(low, high);
  }

  @Override
  public void pauseWriting() {
    tell("pauseWriting", protocol::pauseWriting);
  }

  @Override
  public void resumeWriting() {
    tell("resumeWriting", protocol::resumeWriting);
  }

  private void refuseLateWrite() {
    lateWrites++;
    if (lateWrites == WRITES_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "{0} is written to although it is closed", this);
    }
  }

  // the end

  @Override
  public void close() {
    if (!closing) {
      closing = true;
      stopPolling();
      if (outgoing.isEmpty()) {
        lose(Optional.empty());
      }
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  @Override
  public void abort() {
    breakOff(Optional.empty());
  }

  @Override
  public void broken(IOException cause) {
    breakOff(Optional.of(cause));
  }

  private void breakOff(Optional<Throwable> cause) {
    closing = true;
    outgoing.unwritten().drop();
    lose(cause);
  }

  /** The protocol has failed: it is no use to tell it more than the end. */
  private void fail(String method, RuntimeException failure) {
    loop.callExceptionHandler(
        ExceptionContext.of("%s of %s failed".formatted(method, this), failure)
            .with("protocol", protocol)
            .with("transport", this));
    breakOff(Optional.of(failure));
  }

  private void tell(String method, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      fail(method, e);
    }
  }

  /** Watches no more, and tells the protocol in the next iteration, so never inside its calls. */
  private void lose(Optional<Throwable> cause) {
    if (lost) {
      return;
    }
    lost = true;
    stopPolling();
    outgoing.stop();
    loop.callSoon(() -> end(cause));
  }

  private void end(Optional<Throwable> cause) {
    try {
      protocol.connectionLost(cause);
    } finally {
      outgoing.lost(cause);
      Channels.close(socket);
      onEnd.accept(this);
    }
  }

  /** Closes at once, when the loop runs no more, and tells nobody but our own. */
  void discard(EventLoopClosedException cause) {
    closing = true;
    lost = true;
    Channels.close(socket);
    outgoing.discard(cause);
    if (protocol instanceof ClosedLoopListener streams) {
      streams.loopClosed(cause);
    }
  }

  /** Any thread. */
  @Override
  public String toString() {
    String state = lost ? "closed" : closing ? "closing" : "open";
    return "Transport[%s -> %s %s]"
        .formatted(extra.get(ExtraInfo.SOCKNAME), extra.get(ExtraInfo.PEERNAME), state);
  }
}
