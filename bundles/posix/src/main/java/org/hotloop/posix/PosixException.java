package org.hotloop.posix;

import java.io.IOException;

/** A system call failed. */
public final class PosixException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int errno;
  private final String errnoName;

  /**
   * @param what what was tried, such as {@code pipe2}
   * @param errno the kernel's number
   * @param errnoName its name, such as {@code EMFILE}
   * @param text its text, such as {@code Too many open files}
   */
  public PosixException(String what, int errno, String errnoName, String text) {
    super("%s: %s (%s)".formatted(what, text, errnoName));
    this.errno = errno;
    this.errnoName = errnoName;
  }

  /** The kernel's number. */
  public int errno() {
    return errno;
  }

  /** Its name. */
  public String errnoName() {
    return errnoName;
  }
}
