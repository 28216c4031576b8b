package org.hotloop.loop.internal.tls;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.hotloop.EventLoop;
import org.hotloop.TimerHandle;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;

/**
 * What is said over one connection, from the handshake to the end of TLS, in asyncio's states.
 * Loop's thread only, but where a method says otherwise.
 */
final class Conversation implements EngineDriver.Owner {

  private final EventLoop loop;
  private final TlsSpec spec;
  private final Peer peer;
  private final Transport below;
  private final TlsEngine engine;
  private final Application application;
  private final CompletableFuture<Transport> established;
  private final TlsTransport transport = new TlsTransport(this);
  private final Outgoing outgoing;
  private final EngineDriver driver;

  private volatile State state = State.UNWRAPPED;
  private TimerHandle timer;
  private boolean endedBelow;
  private Optional<Throwable> failure = Optional.empty();

  /** asyncio's. */
  private enum State {
    /** Not begun, or over. */
    UNWRAPPED,
    DO_HANDSHAKE,
    /** Data goes both ways. */
    WRAPPED,
    /** Closed: what was written before goes out, what comes is dropped. */
    FLUSHING,
    /** Our end of TLS goes out, and the peer's is awaited. */
    SHUTDOWN
  }

  /**
   * @param established gets the application's transport
   */
  Conversation(
      EventLoop loop,
      TlsSpec spec,
      Peer peer,
      Transport below,
      TlsEngine engine,
      Application application,
      CompletableFuture<Transport> established) {
    this.loop = loop;
    this.spec = spec;
    this.peer = peer;
    this.below = below;
    this.engine = engine;
    this.application = application;
    this.established = established;
    outgoing = new Outgoing(engine, below, this::canWrap, application);
    driver = new EngineDriver(loop, engine, this);
    application.connect(transport, this::cutOff);
  }

  // what the transport below tells

  void begin() {
    state = State.DO_HANDSHAKE;
    timer = loop.callLater(spec.handshakeTimeout(), this::handshakeTimedOut);
    below.setWriteBufferLimits(0, 0); // it tells of all that waits there, and when that has gone
    outgoing.begin();
    try {
      engine.begin();
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
    driver.advance();
  }

  void receive(ByteBuffer data) {
    if (!isOver()) {
      engine.receive(data);
      driver.advance();
    }
  }

  void endBelow() {
    endedBelow = true;
    driver.advance();
  }

  /** Something waits below to be written, or nothing any more. */
  void full(boolean now) {
    outgoing.full(now);
    if (!now) {
      driver.advance();
    }
  }

  /** The connection is gone; why, as far as anybody needs to know. */
  Optional<Throwable> lost(Optional<Throwable> cause) {
    if (state == State.DO_HANDSHAKE) {
      failure =
          Optional.of(peer.handshakeFailed(cause.orElseGet(() -> new EOFException("closed"))));
    }
    end();
    return failure.or(() -> cause);
  }

  /** When the loop runs no more. */
  void discard() {
    state = State.UNWRAPPED;
  }

  // what the application asks for, by its transport

  Application application() {
    return application;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  Transport below() {
    return below;
  }

  /** Any thread. */
  boolean isOpen() {
    return state == State.WRAPPED;
  }

  @Override
  public boolean isOver() {
    return state == State.UNWRAPPED;
  }

  void write(ByteBuffer data) {
    try {
      outgoing.write(data);
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
  }

  void pauseReading() {
    application.pause(true);
    if (!isOver()) {
      settled();
    }
  }

  /** Later, so that who is told of data and asks for more does not deepen the stack. */
  void resumeReading() {
    if (application.isPaused()) {
      application.pause(false);
      loop.callSoon(driver::advance);
    }
  }

  void close() {
    if (state == State.WRAPPED) {
      flushAndShutDown();
      driver.advance();
    }
  }

  void abort() {
    if (!isOver()) {
      end();
    }
    below.abort(); // over, it may still be writing
  }

  // how it goes on

  @Override
  public boolean next() throws IOException {
    return switch (state) {
      case DO_HANDSHAKE -> engine.isHandshaking() ? read() : establish();
      case WRAPPED -> outgoing.flush() || read();
      case FLUSHING -> outgoing.flush() || (outgoing.unwritten().isEmpty() ? shutDown() : read());
      case SHUTDOWN -> engine.isInboundDone() || endedBelow ? finish() : read();
      case UNWRAPPED -> false;
    };
  }

  private boolean establish() {
    timer.cancel();
    if (established.isDone()) {
      abort(); // cancelled, from another thread
      return false;
    }
    state = State.WRAPPED;
    transport.agreed(engine.session(), engine.applicationProtocol());
    application.made();
    established.complete(transport);
    return true;
  }

  /** Closed, data is read all the same, and dropped: the peer's end comes behind it. */
  private boolean read() throws IOException {
    if (engine.isInboundDone() || isPaused()) {
      return false;
    }
    if (application.catchUp()) {
      return true;
    }
    ByteBuffer room = engine.takeRoom();
    try {
      return switch (engine.unwrap(room)) {
        case RECORD -> received(room.flip());
        case END -> endedByPeer();
        case NOTHING -> endedBelow && endedTooSoon();
      };
    } finally {
      engine.giveBack(room);
    }
  }

  private boolean received(ByteBuffer data) {
    if (data.hasRemaining()) {
      application.received(data);
    }
    return true;
  }

  private boolean endedByPeer() throws IOException {
    if (state == State.DO_HANDSHAKE) {
      throw new EOFException("the peer ended it");
    }
    if (state == State.WRAPPED) {
      application.ended();
    }
    if (state == State.WRAPPED) { // it may have closed or aborted it
      flushAndShutDown();
    }
    return true;
  }

  /** Once it is closed here nothing can be missing. */
  private boolean endedTooSoon() throws IOException {
    if (state == State.DO_HANDSHAKE) {
      throw new EOFException("the peer closed the connection");
    }
    if (state == State.WRAPPED) {
      fail(peer.truncated());
    }
    return false;
  }

  private void flushAndShutDown() {
    state = State.FLUSHING;
    application.close();
    timer = loop.callLater(spec.shutdownTimeout(), this::shutdownTimedOut);
  }

  private boolean shutDown() {
    state = State.SHUTDOWN;
    engine.closeOutbound();
    return true;
  }

  private boolean finish() {
    engine.send();
    end();
    below.close();
    return false;
  }

  private boolean canWrap() {
    return !driver.isBusy() && (state == State.WRAPPED || state == State.FLUSHING);
  }

  private boolean isPaused() {
    return state == State.WRAPPED && application.isPaused();
  }

  /** A peer that makes the engine answer, and reads no answers, may not fill the memory. */
  @Override
  public boolean mustWaitForRoom() {
    return outgoing.isFull()
        && state != State.DO_HANDSHAKE
        && engine.status() == HandshakeStatus.NEED_WRAP;
  }

  /** It reads below exactly as long as what comes can be used. */
  @Override
  public void settled() {
    if (driver.isBusy() || isPaused() || mustWaitForRoom()) {
      below.pauseReading();
    } else {
      below.resumeReading();
    }
    outgoing.unwritten().resumeAtLowMark();
  }

  // how it fails

  private void handshakeTimedOut() {
    fail(peer.handshakeLate(spec.handshakeTimeout()));
  }

  private void shutdownTimedOut() {
    fail(peer.shutdownLate(spec.shutdownTimeout()));
  }

  /** The application's protocol has failed. */
  private void cutOff(RuntimeException cause) {
    fail(cause);
  }

  private void fail(Throwable cause) {
    failure = Optional.of(cause);
    abort();
  }

  /** TLS has failed: the peer is told why, if it takes that in the time for the end of TLS. */
  @Override
  public void broken(Throwable cause) {
    if (isOver()) {
      return;
    }
    boolean handshake = state == State.DO_HANDSHAKE;
    failure = Optional.of(handshake ? peer.handshakeFailed(cause) : peer.broken(cause));
    if (!driver.isBusy()) {
      engine.sendAlert();
    }
    end();
    below.close();
    if (below.getWriteBufferSize() > 0) {
      timer = loop.callLater(spec.shutdownTimeout(), below::abort);
    }
  }

  /** Nothing goes on from here. */
  private void end() {
    state = State.UNWRAPPED;
    outgoing.unwritten().drop();
    timer.cancel();
  }

  /** For people. Any thread. */
  @Override
  public String toString() {
    return "TLS with %s, %s".formatted(peer.name(), state);
  }
}
