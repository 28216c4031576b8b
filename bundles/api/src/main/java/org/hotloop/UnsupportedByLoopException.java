package org.hotloop;

/**
 * The loop is of a kind that cannot do what was asked for, and did nothing. asyncio's {@code
 * NotImplementedError}.
 */
public final class UnsupportedByLoopException extends UnsupportedOperationException {

  private static final long serialVersionUID = 1L;

  /**
   * For a method of {@code loop}.
   *
   * @param method what it has no way to do
   */
  public UnsupportedByLoopException(EventLoop loop, String method) {
    super("%s is not supported by %s".formatted(method, loop));
  }
}
