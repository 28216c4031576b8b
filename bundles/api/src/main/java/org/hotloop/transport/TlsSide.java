package org.hotloop.transport;

/** Which part one plays in a TLS handshake, whoever made the connection. */
public enum TlsSide {
  /** Begins, and checks the server's certificate. */
  CLIENT,

  /** Shows a certificate, and may ask for one. */
  SERVER
}
