package org.hotloop.subprocess;

import java.io.IOException;

/** No child was started; nothing of the attempt is left. */
public final class SpawnException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int errno;
  private final String errnoName;

  /**
   * @param message what could not be started and why
   * @param errno the kernel's number
   * @param errnoName its name, such as {@code ENOENT}
   */
  public SpawnException(String message, int errno, String errnoName, Throwable causeOrNull) {
    super(message, causeOrNull);
    this.errno = errno;
    this.errnoName = errnoName;
  }

  /** The kernel's number of the error. */
  public int errno() {
    return errno;
  }

  /** The error's name: {@code ENOENT}, {@code EACCES}, {@code ENOEXEC}, {@code E2BIG}, … */
  public String errnoName() {
    return errnoName;
  }
}
