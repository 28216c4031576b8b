package org.hotloop.loop.internal.tls;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.transport.Connection;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;

/**
 * TLS on the connections of one loop, whatever moves their bytes: a protocol of ours takes the
 * place of the application's, which gets a transport of ours. Loop's thread only.
 */
public final class Tls {

  private final EventLoop loop;
  private final SpareBuffers spares = new SpareBuffers();

  /** For {@code loop}, which checks who calls. */
  public Tls(EventLoop loop) {
    this.loop = loop;
  }

  /** Protocols to connect with, for those of the application; {@link #established} follows. */
  public <P extends Protocol> Supplier<TlsProtocol<P>> connecting(
      Supplier<P> protocol, TlsSpec spec) {
    return () -> between(protocol.get(), false, spec, TlsSide.CLIENT);
  }

  /** The application's connection, once the handshake on the one below it is over. */
  public <P extends Protocol> CompletableFuture<Connection<P>> established(
      CompletableFuture<Connection<TlsProtocol<P>>> below) {
    CompletableFuture<Connection<P>> made = loop.createFuture();
    cancelWith(made, below);
    below.whenComplete(
        (connection, failure) -> {
          if (failure == null) {
            pass(connection.protocol(), made);
          } else {
            made.completeExceptionally(failure);
          }
        });
    return made;
  }

  /** Protocols to listen with, for those of the application. */
  public Supplier<Protocol> accepting(Supplier<? extends Protocol> protocol, TlsSpec spec) {
    return () -> {
      TlsProtocol<Protocol> accepted = between(protocol.get(), false, spec, TlsSide.SERVER);
      accepted.established().whenComplete((transport, failure) -> report(failure));
      return accepted;
    };
  }

  /** As {@link EventLoop#startTls}. */
  public CompletableFuture<Transport> start(
      Transport transport, Protocol protocol, TlsSpec spec, TlsSide side) {
    Objects.requireNonNull(protocol, "protocol");
    TlsSpec usable = spec.requireUsableAt(Objects.requireNonNull(side, "side"));
    if (transport.isClosing()) {
      throw new IllegalStateException("it is too late to start TLS on " + transport);
    }
    TlsProtocol<Protocol> upgraded = between(protocol, true, usable, side);
    upgraded.prepare(transport);
    transport.setProtocol(upgraded);
    upgraded.begin();
    return upgraded.established();
  }

  private <P extends Protocol> TlsProtocol<P> between(
      P protocol, boolean connected, TlsSpec spec, TlsSide side) {
    return new TlsProtocol<>(loop, spec, side, spares, protocol, connected);
  }

  /** Nobody waits for what was accepted; as in asyncio, who debugs is told. */
  private void report(Throwable failure) {
    if (failure != null && loop.getDebug() && !loop.isClosed()) {
      loop.callExceptionHandler(
          ExceptionContext.of("a connection was accepted, and dropped", failure));
    }
  }

  /** Who cancels may be on another thread, in the very moment in which the handshake is over. */
  private static <P extends Protocol> void pass(
      TlsProtocol<P> tls, CompletableFuture<Connection<P>> made) {
    cancelWith(made, tls.established());
    tls.established()
        .whenComplete(
            (transport, failure) -> {
              if (failure != null) {
                made.completeExceptionally(failure);
              } else if (!made.complete(new Connection<>(transport, tls.protocol()))) {
                transport.abort();
              }
            });
  }

  private static void cancelWith(CompletableFuture<?> made, CompletableFuture<?> source) {
    made.whenComplete(
        (result, failure) -> {
          if (made.isCancelled()) {
            source.cancel(false);
          }
        });
  }
}
