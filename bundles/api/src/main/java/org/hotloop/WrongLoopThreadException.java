package org.hotloop;

/**
 * In debug mode: a method that is only safe on the thread that runs the loop was called on another
 * one. {@link EventLoop#callSoonThreadsafe} brings work there.
 */
public final class WrongLoopThreadException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what went wrong, and the way out. */
  public WrongLoopThreadException(String message) {
    super(message);
  }
}
