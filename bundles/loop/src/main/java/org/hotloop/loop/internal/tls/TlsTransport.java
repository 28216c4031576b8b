package org.hotloop.loop.internal.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.hotloop.transport.ExtraInfo;
import org.hotloop.transport.Protocol;
import org.hotloop.transport.Transport;
import org.hotloop.transport.WriteBufferLimits;

/**
 * asyncio's {@code _SSLProtocolTransport}: what the application has of a connection over TLS.
 * Loop's thread only, but where a method says otherwise.
 */
final class TlsTransport implements Transport {

  private static final Logger LOGGER = System.getLogger(TlsTransport.class.getName());

  /** asyncio's patience with who writes on after the end. */
  private static final int WRITES_BEFORE_WARNING = 5;

  private final Conversation tls;
  private volatile Map<ExtraInfo<?>, Object> agreed = Map.of();
  private int lateWrites;

  TlsTransport(Conversation tls) {
    this.tls = tls;
  }

  /**
   * What the handshake came to.
   *
   * @param protocol empty where none was agreed on
   */
  void agreed(SSLSession session, String protocol) {
    agreed =
        protocol.isEmpty()
            ? Map.of(ExtraInfo.SSL_SESSION, session)
            : Map.of(ExtraInfo.SSL_SESSION, session, ExtraInfo.ALPN_PROTOCOL, protocol);
  }

  @Override
  public Protocol getProtocol() {
    return tls.application().protocol();
  }

  @Override
  public void setProtocol(Protocol next) {
    tls.application().protocol(Objects.requireNonNull(next, "protocol"));
  }

  @Override
  @SuppressWarnings("unchecked") // each key is there with a value of its own type
  public <T> Optional<T> getExtraInfo(ExtraInfo<T> key) {
    return Optional.ofNullable((T) agreed.get(key)).or(() -> tls.below().getExtraInfo(key));
  }

  @Override
  public void pauseReading() {
    tls.pauseReading();
  }

  @Override
  public void resumeReading() {
    tls.resumeReading();
  }

  @Override
  public boolean isReading() {
    return tls.isOpen() && !tls.application().isPaused();
  }

  @Override
  public void write(ByteBuffer data) {
    if (!data.hasRemaining()) {
      return;
    }
    if (isClosing()) {
      refuseLateWrite();
      return;
    }
    tls.write(data);
  }

  private void refuseLateWrite() {
    lateWrites++;
    if (lateWrites == WRITES_BEFORE_WARNING) {
      LOGGER.log(Level.WARNING, "{0} is written to although it is closed", this);
    }
  }

  @Override
  public long getWriteBufferSize() {
    return tls.outgoing().unwritten().size();
  }

  @Override
  public WriteBufferLimits getWriteBufferLimits() {
    return tls.outgoing().unwritten().limits();
  }

  @Override
  public void setWriteBufferLimits(long low, long high) {
    tls.outgoing().unwritten().limits(low, high);
  }

  @Override
  public boolean canWriteEof() {
    return false;
  }

  @Override
  public void writeEof() {
    throw new UnsupportedOperationException("TLS ends both directions at once, by close()");
  }

  @Override
  public void close() {
    tls.close();
  }

  /** Any thread. */
  @Override
  public boolean isClosing() {
    return !tls.isOpen();
  }

  @Override
  public void abort() {
    tls.abort();
  }

  /** Any thread. */
  @Override
  public String toString() {
    return "Transport[%s over %s]".formatted(tls, tls.below());
  }
}
