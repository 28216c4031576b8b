package org.hotloop.stream;

import java.io.IOException;

/**
 * More came than the reader may keep for one read. Every byte is still in the stream. asyncio's
 * {@code LimitOverrunError}.
 */
public final class LimitOverrunException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int consumed;

  /**
   * @param message what was too long, and which limit it passed
   * @param consumed how many bytes could be read to get past it
   */
  public LimitOverrunException(String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /** How many bytes of the stream are known to hold no separator. */
  public int consumed() {
    return consumed;
  }
}
