package org.hotloop.loop.internal.pipe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.BaseProtocol;

/**
 * A pipe of a user's protocol, from when its end was taken over: waiting for its turn on the loop,
 * connected, over. Loop's thread only.
 *
 * @param <T> the transport's type
 * @param <P> the protocol's type
 * @param <R> what is given to who asked for it
 */
abstract class PipeConnection<T extends PipeTransport, P extends BaseProtocol<?>, R>
    implements PipeOwner {

  private final EventLoop loop;
  private final PipeEnd end;
  private final Supplier<P> factory;
  private final Consumer<PipeConnection<?, ?, ?>> onEnd;
  private final CompletableFuture<R> made;
  private P protocol;
  private T transport;

  /**
   * @param end owned from now on
   * @param onEnd told when it is over
   */
  PipeConnection(
      EventLoop loop, PipeEnd end, Supplier<P> factory, Consumer<PipeConnection<?, ?, ?>> onEnd) {
    this.loop = loop;
    this.end = end;
    this.factory = factory;
    this.onEnd = onEnd;
    made = loop.createFuture();
  }

  /** A transport over {@code end}, which has not started. */
  abstract T transport(PipeEnd end);

  /** Calls {@code connectionMade}. */
  abstract void connect(P protocol, T transport);

  /** What was asked for. */
  abstract R result(P protocol, T transport);

  /** Complete when it is connected. */
  final CompletableFuture<R> made() {
    return made;
  }

  /** Who is told. */
  final P protocol() {
    return protocol;
  }

  /** Makes the protocol and connects it, unless nobody waits for that any more. */
  final void connect() {
    if (made.isDone()) {
      giveUp();
      return;
    }
    try {
      protocol = factory.get();
      transport = transport(end);
    } catch (RuntimeException e) {
      made.completeExceptionally(e);
      giveUp();
      return;
    }
    tell("connectionMade", () -> connect(protocol, transport));
    start();
  }

  private void giveUp() {
    end.close();
    onEnd.accept(this);
  }

  /** What cannot be watched, such as {@code /dev/null} to be read from, is refused here. */
  private void start() {
    try {
      transport.start();
    } catch (RuntimeException refused) {
      made.completeExceptionally(refused);
      transport.breakOff(Optional.of(refused));
      return;
    }
    made.complete(result(protocol, transport));
  }

  /** A user's protocol is shown what comes. */
  @Override
  public final Optional<ByteBuffer> room() {
    return Optional.empty();
  }

  @Override
  public final void filled(int count) {
    throw new IllegalStateException("there was no room to be filled by " + this);
  }

  @Override
  public final void pauseWriting() {
    tell("pauseWriting", protocol::pauseWriting);
  }

  @Override
  public final void resumeWriting() {
    tell("resumeWriting", protocol::resumeWriting);
  }

  @Override
  public final void lost(Optional<Throwable> cause) {
    try {
      protocol.connectionLost(cause);
    } finally {
      onEnd.accept(this);
    }
  }

  /** Calls a method of the protocol; one that fails is told no more than the end. */
  final void tell(String method, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      loop.callExceptionHandler(
          ExceptionContext.of("%s of %s failed".formatted(method, transport), e)
              .with("protocol", protocol)
              .with("transport", transport));
      transport.breakOff(Optional.of(e));
    }
  }

  /** Ends it while the loop runs on, or a loop in its place. */
  final void disconnect(IOException cause) {
    if (transport == null) {
      made.completeExceptionally(cause); // its turn finds that, and gives up
    } else {
      transport.breakOff(Optional.of(cause));
    }
  }

  /** Closes at once, when the loop runs no more. */
  final void discard(EventLoopClosedException cause) {
    made.completeExceptionally(cause);
    if (transport == null) {
      end.close();
    } else {
      transport.discard();
    }
  }

  /** For people. */
  @Override
  public final String toString() {
    return transport == null ? end.toString() : transport.toString();
  }
}
