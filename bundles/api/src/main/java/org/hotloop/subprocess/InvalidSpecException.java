package org.hotloop.subprocess;

/** What was asked for makes no sense, or cannot be passed to a program. Nothing was started. */
public final class InvalidSpecException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, and what would be right. */
  public InvalidSpecException(String message) {
    super(message);
  }

  /** With what is wrong, and how that was found out. */
  public InvalidSpecException(String message, Throwable cause) {
    super(message, cause);
  }
}
