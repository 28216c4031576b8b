package org.hotloop.loop.internal.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;

/**
 * With whom TLS is done, for people: in what is told when it fails.
 *
 * @param name of the host, and its address
 */
record Peer(String name) {

  /** By what is known: a client knows the server's name, a unix socket may have no address. */
  static Peer of(TlsSpec spec, TlsSide side, Optional<SocketAddress> address) {
    Optional<String> host = side == TlsSide.CLIENT ? spec.serverHostname() : Optional.empty();
    Optional<String> where = address.map(Peer::text).filter(text -> !text.isEmpty());
    String known =
        Stream.of(host, where).flatMap(Optional::stream).collect(Collectors.joining(" at "));
    return new Peer(known.isEmpty() ? "a peer without a name" : known);
  }

  SSLException handshakeFailed(Throwable cause) {
    SSLException failure =
        new SSLHandshakeException("no TLS handshake with %s: %s".formatted(name, text(cause)));
    failure.initCause(cause);
    return failure;
  }

  IOException handshakeLate(Duration patience) {
    return new SocketTimeoutException(
        "no TLS handshake with %s within %d ms".formatted(name, patience.toMillis()));
  }

  SSLException broken(Throwable cause) {
    return new SSLException("TLS with %s broke: %s".formatted(name, text(cause)), cause);
  }

  SSLException truncated() {
    return new SSLException(
        "the connection to %s ended without the end of TLS: data may be missing".formatted(name));
  }

  IOException shutdownLate(Duration patience) {
    return new SocketTimeoutException(
        "no end of TLS with %s within %d ms".formatted(name, patience.toMillis()));
  }

  /** Without the name by which it was looked up. */
  private static String text(SocketAddress address) {
    String text = address.toString();
    return address instanceof InetSocketAddress ? text.replaceFirst("^[^/]*/", "") : text;
  }

  private static String text(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElseGet(cause::toString);
  }
}
