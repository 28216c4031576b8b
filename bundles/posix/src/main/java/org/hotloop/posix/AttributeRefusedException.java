package org.hotloop.posix;

/** This process may not give a child the umask or the niceness that it was to have. */
public final class AttributeRefusedException extends PosixException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what what was tried, and the way out
   * @param cause how the kernel refused it
   */
  public AttributeRefusedException(String what, PosixException cause) {
    super(what, cause);
  }
}
