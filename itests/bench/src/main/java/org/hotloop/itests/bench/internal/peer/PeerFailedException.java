package org.hotloop.itests.bench.internal.peer;

/** A peer did not do what it was told; the message says what it printed. */
public final class PeerFailedException extends Exception {

  private static final long serialVersionUID = 1;

  PeerFailedException(String message) {
    super(message);
  }
}
