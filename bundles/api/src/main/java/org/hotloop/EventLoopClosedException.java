package org.hotloop;

/** The event loop is closed. */
public final class EventLoopClosedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public EventLoopClosedException(String message) {
    super(message);
  }
}
