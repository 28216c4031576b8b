package org.hotloop;

/** The event loop's default executor was shut down, and takes no more work. */
public final class ExecutorShutdownException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public ExecutorShutdownException(String message) {
    super(message);
  }
}
