package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import jnr.ffi.Pointer;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.WaitResult;

/**
 * The kernel's wait calls. None of them blocks but {@link #awaitEnd}; EINTR is retried. Any thread.
 */
final class WaitCalls {

  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x0100_0000;
  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int SIGINFO_BYTES = 128;

  /** Where {@code si_pid} lies on both 64-bit architectures. */
  private static final int SI_PID = 16;

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
        if (isNoChild("waitpid")) {
          return new WaitResult.NoChild();
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
      return look(P_PID, (int) pid, info);
    } finally {
      Reference.reachabilityFence(info);
    }
  }

  /** One of the children that have ended, if there is any; its status stays where it is. */
  OptionalLong anyEnded() {
    Pointer info = library.allocate(SIGINFO_BYTES);
    try {
      // The kernel writes no pid where a child is there but has not ended.
      boolean ended = look(P_ALL, 0, info) && info.getInt(SI_PID) > 0;
      return ended ? OptionalLong.of(info.getInt(SI_PID)) : OptionalLong.empty();
    } finally {
      Reference.reachabilityFence(info);
    }
  }

  /**
   * Blocks until {@code pid} has ended or is no child of ours any more; its status stays where it
   * is.
   *
   * @param givenUp asked before the wait, and when a signal has interrupted it
   * @return false when given up
   */
  boolean awaitEnd(long pid, BooleanSupplier givenUp) {
    Pointer info = library.allocate(SIGINFO_BYTES);
    try {
      while (!givenUp.getAsBoolean()) {
        if (library.libc().waitid(P_PID, (int) pid, info, WEXITED | WNOWAIT) == 0
            || isNoChild("waitid")) {
          return true;
        }
      }
      return false;
    } finally {
      Reference.reachabilityFence(info);
    }
  }

  /** Fills in {@code info} and takes nothing; answers whether there is such a child. */
  private boolean look(int kind, int id, Pointer info) {
    while (library.libc().waitid(kind, id, info, WEXITED | WNOHANG | WNOWAIT) != 0) {
      if (isNoChild("waitid")) {
        return false;
      }
    }
    return true;
  }

  /** Why this thread's last call failed: true for ECHILD, false for EINTR. */
  private boolean isNoChild(String call) {
    int errno = library.errno();
    if (errno != Errno.ECHILD && errno != Errno.EINTR) {
      throw Errno.impossible(call, errno);
    }
    return errno == Errno.ECHILD;
  }
}
