package org.hotloop.runtime.internal.election;

/** A provider cannot be used; the message says what it did, for the operator. */
public final class ProviderFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With what failed; the cause may be null. */
  public ProviderFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With what failed, told with the cause's own words. */
  public static ProviderFailedException of(String what, Throwable cause) {
    return new ProviderFailedException(what + ": " + cause, cause);
  }
}
