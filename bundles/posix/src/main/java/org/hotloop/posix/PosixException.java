package org.hotloop.posix;

import java.io.IOException;

/** A system call failed. */
public sealed class PosixException extends IOException permits AttributeRefusedException {

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

  /** As {@code cause}, with more words before its own. */
  PosixException(String what, PosixException cause) {
    super("%s: %s".formatted(what, cause.getMessage()), cause);
    errno = cause.errno;
    errnoName = cause.errnoName;
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
