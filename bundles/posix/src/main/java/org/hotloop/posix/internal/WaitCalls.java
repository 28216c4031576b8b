package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.Optional;
import jnr.ffi.Pointer;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.WaitResult;

/** The kernel's wait calls, none of which blocks; EINTR is retried. Any thread. */
final class WaitCalls {

  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x0100_0000;
  private static final int P_PID = 1;
  private static final int SIGINFO_BYTES = 128;

  private final NativeLibrary library;

  WaitCalls(NativeLibrary library) {
    this.library = library;
  }

  /** Takes the status of {@code pid}, or of any child for -1, where there is one to be taken. */
  WaitResult poll(long pid) {
    int[] status = new int[1];
    while (true) {
      int answer = library.posix().waitpid(pid, status, WNOHANG);
      if (answer == 0) {
        return new WaitResult.Running();
      }
      if (answer < 0) {
        int errno = library.errno();
        if (errno == Errno.ECHILD) {
          return new WaitResult.NoChild();
        }
        if (errno != Errno.EINTR) {
          throw Errno.impossible("waitpid", errno);
        }
        continue;
      }
      Optional<ExitStatus> end = WaitStatus.decode(status[0]);
      if (end.isPresent()) {
        return new WaitResult.Reaped(answer, end.get());
      }
    }
  }

  /** Whether {@code pid} is a child that nobody has waited for; its status stays where it is. */
  boolean isChild(long pid) {
    Pointer info = library.allocate(SIGINFO_BYTES);
    try {
      while (library.libc().waitid(P_PID, (int) pid, info, WEXITED | WNOHANG | WNOWAIT) != 0) {
        int errno = library.errno();
        if (errno == Errno.ECHILD) {
          return false;
        }
        if (errno != Errno.EINTR) {
          throw Errno.impossible("waitid", errno);
        }
      }
      return true;
    } finally {
      Reference.reachabilityFence(info);
    }
  }
}
