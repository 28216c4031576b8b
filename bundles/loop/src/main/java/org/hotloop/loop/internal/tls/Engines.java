package org.hotloop.loop.internal.tls;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.hotloop.transport.TlsSide;
import org.hotloop.transport.TlsSpec;

/** The JDK's engines, as a {@link TlsSpec} asks for them. */
final class Engines {

  private Engines() {}

  /** For one connection, with {@code peer} if its address is known. */
  static SSLEngine engine(TlsSpec spec, TlsSide side, Optional<SocketAddress> peer) {
    boolean client = side == TlsSide.CLIENT;
    SSLEngine engine = client ? clientEngine(spec, peer) : spec.context().createSSLEngine();
    engine.setUseClientMode(client);
    SSLParameters parameters = engine.getSSLParameters();
    if (client) {
      nameTheServer(spec, parameters);
    }
    spec.parameters().accept(parameters);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** With whom it talks is also the key by which sessions are resumed. */
  private static SSLEngine clientEngine(TlsSpec spec, Optional<SocketAddress> peer) {
    int port = peer.orElse(null) instanceof InetSocketAddress inet ? inet.getPort() : 0;
    return spec.serverHostname()
        .map(host -> spec.context().createSSLEngine(host, port))
        .orElseGet(spec.context()::createSSLEngine);
  }

  private static void nameTheServer(TlsSpec spec, SSLParameters parameters) {
    if (spec.checkHostname()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    spec.serverHostname()
        .flatMap(Engines::indication)
        .ifPresent(name -> parameters.setServerNames(List.of(name)));
  }

  /** Only DNS names are sent: no address, no dot at the end, and nothing that is no such name. */
  private static Optional<SNIServerName> indication(String host) {
    if (host.matches("[0-9.]+|.*:.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new SNIHostName(host.replaceFirst("\\.$", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
