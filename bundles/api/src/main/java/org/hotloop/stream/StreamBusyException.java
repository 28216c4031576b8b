package org.hotloop.stream;

/**
 * Somebody reads this stream already: a read that is not complete, or a {@code communicate}. Bytes
 * cannot go to two readers; that one goes on undisturbed.
 */
public final class StreamBusyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With who reads, and the way out. */
  public StreamBusyException(String message) {
    super(message);
  }
}
