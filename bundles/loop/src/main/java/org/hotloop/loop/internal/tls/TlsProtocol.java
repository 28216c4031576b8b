package org.hotloop.loop.internal.tls;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.loop.internal.transport.ClosedLoopListener;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;
import org.hotloop.transport.Transport;

/**
 * asyncio's {@code SSLProtocol}: stands between a transport, which moves records, and the
 * application's protocol. Loop's thread only.
 *
 * @param <P> the type of the application's protocol
 */
public final class TlsProtocol<P extends Protocol> implements Protocol, ClosedLoopListener {

  private final EventLoop loop;
  private final TlsSpec spec;
  private final TlsSide side;
  private final SpareBuffers spares;
  private final P protocol;
  private final Application application;
  private final CompletableFuture<Transport> established;
  private Conversation conversation; // null before the connection is made

  /**
   * @param connected whether {@code protocol} was told that the connection is made
   */
  TlsProtocol(
      EventLoop loop,
      TlsSpec spec,
      TlsSide side,
      SpareBuffers spares,
      P protocol,
      boolean connected) {
    this.loop = loop;
    this.spec = spec;
    this.side = side;
    this.spares = spares;
    this.protocol = protocol;
    application = new Application(loop, protocol, connected);
    established = loop.createFuture();
    established.whenComplete(
        (transport, failure) -> {
          if (established.isCancelled()) {
            abortSoon();
          }
        });
  }

  /** The one that the application began with. */
  P protocol() {
    return protocol;
  }

  /** Complete once the handshake is over; to cancel it cuts the connection off. */
  CompletableFuture<Transport> established() {
    return established;
  }

  /** Who cancels may be on another thread. */
  private void abortSoon() {
    try {
      loop.callSoonThreadsafe(conversation::abort);
    } catch (EventLoopClosedException e) {
      return; // which has cut everything off
    }
  }

  /** Before {@link #begin}: raises what is wrong with the parameters, and has done nothing then. */
  void prepare(Transport below) {
    Optional<SocketAddress> address = below.getExtraInfo(ExtraInfo.PEERNAME);
    conversation =
        new Conversation(
            loop,
            spec,
            Peer.of(spec, side, address),
            below,
            new TlsEngine(Engines.engine(spec, side, address), spares, below::write),
            application,
            established);
  }

  /** Begins the handshake. */
  void begin() {
    conversation.begin();
  }

  @Override
  public void connectionMade(Transport below) {
    prepare(below);
    begin();
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    conversation.receive(data);
  }

  /** It stays open: we have our end of TLS to say. */
  @Override
  public boolean eofReceived() {
    conversation.endBelow();
    return true;
  }

  @Override
  public void pauseWriting() {
    conversation.full(true);
  }

  @Override
  public void resumeWriting() {
    conversation.full(false);
  }

  /** Without a conversation, the parameters could not be set. */
  @Override
  public void connectionLost(Optional<Throwable> cause) {
    if (conversation == null) {
      cause.ifPresent(established::completeExceptionally);
      return;
    }
    Optional<Throwable> reason = conversation.lost(cause);
    reason.ifPresent(established::completeExceptionally);
    application.lost(reason);
  }

  @Override
  public void loopClosed(EventLoopClosedException cause) {
    conversation.discard();
    established.completeExceptionally(cause);
    application.loopClosed(cause);
  }

  /** For people. */
  @Override
  public String toString() {
    return "TLS[%s for %s]".formatted(side, protocol);
  }
}
