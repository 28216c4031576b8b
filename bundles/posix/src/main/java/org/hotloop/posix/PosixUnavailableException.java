package org.hotloop.posix;

/**
 * The native layer, or a part of it that cannot be done without, cannot be used here; the message
 * names the cause and the way out.
 */
public final class PosixUnavailableException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public PosixUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
