package org.hotloop.posix.internal;

import org.hotloop.posix.PosixException;

/** The kernel's error numbers as exceptions and as questions. */
final class Errno {

  static final int ESRCH = number(jnr.constants.platform.Errno.ESRCH);
  static final int EINTR = number(jnr.constants.platform.Errno.EINTR);
  static final int ECHILD = number(jnr.constants.platform.Errno.ECHILD);
  static final int ENOMEM = number(jnr.constants.platform.Errno.ENOMEM);
  static final int ENODEV = number(jnr.constants.platform.Errno.ENODEV);
  static final int ENFILE = number(jnr.constants.platform.Errno.ENFILE);
  static final int EMFILE = number(jnr.constants.platform.Errno.EMFILE);
  static final int ENOSPC = number(jnr.constants.platform.Errno.ENOSPC);
  static final int EBADF = number(jnr.constants.platform.Errno.EBADF);
  static final int E2BIG = number(jnr.constants.platform.Errno.E2BIG);
  static final int EPERM = number(jnr.constants.platform.Errno.EPERM);
  static final int EAGAIN = number(jnr.constants.platform.Errno.EAGAIN);

  private Errno() {}

  /** The failure of {@code what}. */
  static PosixException failure(String what, int errno) {
    jnr.constants.platform.Errno known = jnr.constants.platform.Errno.valueOf(errno);
    return new PosixException(what, errno, name(known, errno), known.description());
  }

  /** The failure of {@code what} where the kernel documents no error that could occur. */
  static IllegalStateException impossible(String what, int errno) {
    return new IllegalStateException(failure(what, errno));
  }

  private static String name(jnr.constants.platform.Errno known, int errno) {
    return known == jnr.constants.platform.Errno.__UNKNOWN_CONSTANT__
        ? "errno " + errno
        : known.name();
  }

  private static int number(jnr.constants.platform.Errno errno) {
    return errno.intValue();
  }
}
