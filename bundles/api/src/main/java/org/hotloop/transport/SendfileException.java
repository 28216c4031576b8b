package org.hotloop.transport;

import java.io.IOException;

/** Not all of a file was sent, or none of it. */
public final class SendfileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final long sent;

  /**
   * After some of it.
   *
   * @param sent how many bytes were handed to the system, which may have lost them since
   */
  public SendfileException(long sent, IOException cause) {
    super("sending a file failed after %d bytes: %s".formatted(sent, cause.getMessage()), cause);
    this.sent = sent;
  }

  /** How many bytes were handed to the system, which may have lost them since. */
  public long sent() {
    return sent;
  }
}
