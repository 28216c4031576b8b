package org.hotloop.transport;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * How TLS is done: asyncio's {@code ssl=} and its kin. Immutable; each method gives another one.
 *
 * <pre>{@code
 * loop.openConnection(ConnectionSpec.to("example.org", 443).tls(TlsSpec.of(SSLContext.getDefault())))
 * }</pre>
 *
 * <p>A client checks that the server's certificate is trusted and was issued for the host name.
 */
public final class TlsSpec {

  /** asyncio's. */
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  private final SSLContext context;
  private final Optional<String> serverHostname;
  private final boolean checkHostname;
  private final Duration handshakeTimeout;
  private final Duration shutdownTimeout;
  private final Consumer<SSLParameters> parameters;

  private TlsSpec(
      SSLContext context,
      Optional<String> serverHostname,
      boolean checkHostname,
      Duration handshakeTimeout,
      Duration shutdownTimeout,
      Consumer<SSLParameters> parameters) {
    this.context = context;
    this.serverHostname = serverHostname;
    this.checkHostname = checkHostname;
    this.handshakeTimeout = handshakeTimeout;
    this.shutdownTimeout = shutdownTimeout;
    this.parameters = parameters;
  }

  /**
   * With the keys and the trust of {@code context}.
   *
   * @throws IllegalStateException when the context is not initialized
   */
  public static TlsSpec of(SSLContext context) {
    tryOut(context, parameters -> {});
    return new TlsSpec(
        context, Optional.empty(), true, HANDSHAKE_TIMEOUT, SHUTDOWN_TIMEOUT, parameters -> {});
  }

  /**
   * For a client: whom the certificate must name, a host's name or an IP address. A name is also
   * sent to the server, which may choose its certificate by it.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public TlsSpec serverHostname(String host) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the server's host name is blank");
    }
    return with(Optional.of(host), checkHostname, handshakeTimeout, shutdownTimeout, parameters);
  }

  /**
   * For a client: whether the certificate must name the server; true unless said otherwise. Without
   * it anybody with a trusted certificate can stand between.
   */
  public TlsSpec checkHostname(boolean check) {
    return with(serverHostname, check, handshakeTimeout, shutdownTimeout, parameters);
  }

  /**
   * How long a handshake may take; a minute unless said otherwise.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public TlsSpec handshakeTimeout(Duration patience) {
    return with(
        serverHostname, checkHostname, requirePositive(patience), shutdownTimeout, parameters);
  }

  /**
   * How long a close may take, in which what is buffered is written and the peer's close awaited;
   * 30 seconds unless said otherwise.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public TlsSpec shutdownTimeout(Duration patience) {
    return with(
        serverHostname, checkHostname, handshakeTimeout, requirePositive(patience), parameters);
  }

  /**
   * What else is to be set for each connection: TLS versions, ciphers, the certificate of a client,
   * application protocols (ALPN). It has the last word.
   *
   * @param change called with the parameters of each connection, on the loop's thread; and once now
   * @throws IllegalArgumentException when the context does not support what {@code change} sets
   */
  public TlsSpec parameters(Consumer<SSLParameters> change) {
    tryOut(context, Objects.requireNonNull(change, "change"));
    return with(serverHostname, checkHostname, handshakeTimeout, shutdownTimeout, change);
  }

  /** The keys and the trust. */
  public SSLContext context() {
    return context;
  }

  /** Whom the server's certificate must name. */
  public Optional<String> serverHostname() {
    return serverHostname;
  }

  /** Whether the server's certificate must name it. */
  public boolean checkHostname() {
    return checkHostname;
  }

  /** How long a handshake may take. */
  public Duration handshakeTimeout() {
    return handshakeTimeout;
  }

  /** How long a close may take. */
  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  /** Sets what else is to be set. */
  public Consumer<SSLParameters> parameters() {
    return parameters;
  }

  /**
   * This, if it can be used at {@code side}.
   *
   * @throws IllegalArgumentException when it is the client's, the host name is to be checked, and
   *     there is none
   */
  public TlsSpec requireUsableAt(TlsSide side) {
    if (side == TlsSide.CLIENT && checkHostname && serverHostname.isEmpty()) {
      throw new IllegalArgumentException(
          "no host name to check: give serverHostname(…), or do without by checkHostname(false)");
    }
    return this;
  }

  /** With {@code host}, if there is one, where there is no name yet. */
  TlsSpec orServerHostname(Optional<String> host) {
    return serverHostname.isPresent() ? this : host.map(this::serverHostname).orElse(this);
  }

  private TlsSpec with(
      Optional<String> host,
      boolean check,
      Duration handshake,
      Duration shutdown,
      Consumer<SSLParameters> change) {
    return new TlsSpec(context, host, check, handshake, shutdown, change);
  }

  /** Nonsense is told to who says it, not to each connection. */
  private static void tryOut(SSLContext context, Consumer<SSLParameters> change) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    change.accept(parameters);
    engine.setSSLParameters(parameters);
  }

  private static Duration requirePositive(Duration patience) {
    if (patience.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException("the timeout is not positive: " + patience);
    }
    return patience;
  }
}
