package org.hotloop.loop.internal.tls;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.loop.internal.transport.WriteBuffer;
import org.hotloop.transport.BufferedProtocol;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;

/**
 * The application's protocol, which is told what asyncio tells it, in that order: made, data, the
 * peer's end, lost. Loop's thread only.
 */
final class Application implements WriteBuffer.FlowListener {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final EventLoop loop;
  private Protocol protocol;
  private Transport transport;
  private Consumer<RuntimeException> onFailure;
  private State state;
  private boolean paused;
  private ByteBuffer undelivered = NOTHING;

  private enum State {
    NEW,
    CONNECTED,
    ENDED,
    LOST
  }

  /**
   * @param connected whether it was told that the connection is made
   */
  Application(EventLoop loop, Protocol protocol, boolean connected) {
    this.loop = loop;
    this.protocol = protocol;
    state = connected ? State.CONNECTED : State.NEW;
  }

  /**
   * Before it is told anything.
   *
   * @param failed is told what it throws, after the exception handler
   */
  void connect(Transport to, Consumer<RuntimeException> failed) {
    transport = to;
    onFailure = failed;
  }

  Protocol protocol() {
    return protocol;
  }

  void protocol(Protocol next) {
    protocol = next;
  }

  /** Whether it wants no data now. */
  boolean isPaused() {
    return paused;
  }

  void pause(boolean on) {
    paused = on;
  }

  private boolean isListening() {
    return state == State.CONNECTED;
  }

  /** Tells it so, unless it was told before. */
  void made() {
    if (state == State.NEW) {
      state = State.CONNECTED;
      tell("connectionMade", () -> protocol.connectionMade(transport));
    }
  }

  /** Tells it of {@code data}; keeps a copy of what it does not want now. */
  void received(ByteBuffer data) {
    tell("dataReceived", () -> deliver(data));
    undelivered = data.hasRemaining() && isListening() ? copy(data) : NOTHING;
  }

  /** Tells it of what is kept; whether there was something. */
  boolean catchUp() {
    ByteBuffer kept = undelivered;
    undelivered = NOTHING;
    if (!kept.hasRemaining()) {
      return false;
    }
    received(kept);
    return true;
  }

  private void deliver(ByteBuffer data) {
    while (data.hasRemaining() && isListening() && !paused) {
      if (protocol instanceof BufferedProtocol buffered) {
        fill(buffered, data);
      } else {
        ByteBuffer shown = data.slice();
        data.position(data.limit());
        protocol.dataReceived(shown);
      }
    }
  }

  private static void fill(BufferedProtocol buffered, ByteBuffer data) {
    ByteBuffer room = buffered.getBuffer(data.remaining());
    int count = Math.min(room.remaining(), data.remaining());
    if (count == 0) {
      throw new IllegalStateException("getBuffer() gave a buffer without room");
    }
    room.put(data.slice(data.position(), count));
    data.position(data.position() + count);
    buffered.bufferUpdated(count);
  }

  private static ByteBuffer copy(ByteBuffer data) {
    return ByteBuffer.allocate(data.remaining()).put(data).flip();
  }

  /** Tells it that the peer has ended; whatever it answers, TLS ends both sides. */
  void ended() {
    if (isListening()) {
      state = State.ENDED;
      tell("eofReceived", protocol::eofReceived);
    }
  }

  /** It has closed: from now on it is told of the loss only. */
  void close() {
    if (isListening()) {
      state = State.ENDED;
    }
    undelivered = NOTHING;
  }

  @Override
  public void pauseWriting() {
    tell("pauseWriting", protocol::pauseWriting);
  }

  @Override
  public void resumeWriting() {
    tell("resumeWriting", protocol::resumeWriting);
  }

  /** Tells it the end, unless it never was told the beginning. */
  void lost(Optional<Throwable> cause) {
    boolean knows = state == State.CONNECTED || state == State.ENDED;
    state = State.LOST;
    if (knows) {
      protocol.connectionLost(cause);
    }
  }

  /** The loop is closed, and tells nobody but our own. */
  void loopClosed(EventLoopClosedException cause) {
    state = State.LOST;
    if (protocol instanceof ClosedLoopListener ours) {
      ours.loopClosed(cause);
    }
  }

  /** A protocol that has failed is told no more than the end. */
  private void tell(String method, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      close();
      loop.callExceptionHandler(
          ExceptionContext.of("%s of %s failed".formatted(method, transport), e)
              .with("protocol", protocol)
              .with("transport", transport));
      onFailure.accept(e);
    }
  }
}
