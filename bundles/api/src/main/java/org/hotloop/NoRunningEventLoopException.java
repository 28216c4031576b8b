package org.hotloop;

/** The current thread runs no event loop. */
public final class NoRunningEventLoopException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public NoRunningEventLoopException(String message) {
    super(message);
  }
}
