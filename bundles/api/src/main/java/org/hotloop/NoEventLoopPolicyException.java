package org.hotloop;

/** There is no event loop policy to answer: no runtime, and none on the class path. */
public final class NoEventLoopPolicyException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With what was looked for, and the way out. */
  public NoEventLoopPolicyException(String message) {
    super(message);
  }
}
