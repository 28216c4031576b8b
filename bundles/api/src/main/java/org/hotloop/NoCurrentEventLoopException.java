package org.hotloop;

/** The current context has no event loop, and none is made there. */
public final class NoCurrentEventLoopException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public NoCurrentEventLoopException(String message) {
    super(message);
  }
}
