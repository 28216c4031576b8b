package org.hotloop.posix.internal;

import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;

/**
 * The system calls on pidfds, by their numbers, which are the same on every architecture: glibc has
 * functions for them since 2.36 only. Any thread.
 */
final class PidfdCalls {

  private static final long PIDFD_SEND_SIGNAL = 424;
  private static final long PIDFD_OPEN = 434;
  private static final long NO_FLAGS = 0;

  /** The kernel fills in what {@code kill} would say of the sender. */
  private static final Pointer NO_INFO = null;

  private final NativeLibrary library;

  PidfdCalls(NativeLibrary library) {
    this.library = library;
  }

  /** The caller owns what is opened. */
  PosixDescriptor open(long pid) throws PosixException {
    int fd = (int) library.libc().syscall(PIDFD_OPEN, pid, NO_FLAGS);
    if (fd < 0) {
      throw Errno.failure("pidfd_open of pid " + pid, library.errno());
    }
    return new PosixDescriptor(library, fd);
  }

  /**
   * @param signal 0 sends nothing, and fails where a signal would
   */
  void send(PosixDescriptor pidfd, int signal) throws PosixException {
    if (library.libc().syscall(PIDFD_SEND_SIGNAL, pidfd.fd(), signal, NO_INFO, NO_FLAGS) != 0) {
      throw Errno.failure("pidfd_send_signal of signal " + signal, library.errno());
    }
  }
}
