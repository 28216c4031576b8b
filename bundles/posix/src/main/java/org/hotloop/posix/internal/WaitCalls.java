package org.hotloop.posix.internal;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import jnr.ffi.Pointer;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.WaitResult;

/**
 * The kernel's wait calls. None of them blocks but {@link #awaitEnd}; EINTR is retried. Any thread.
 */
final class WaitCalls {

  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;
  private static final int WNOWAIT = 0x0100_0000;

  /** Waits for an end without blocking, and takes the status. */
  private static final int TAKE = WEXITED | WNOHANG;

  /** The same, and the status stays where it is. */
  private static final int LOOK = TAKE | WNOWAIT;

  private static final int P_ALL = 0;
  private static final int P_PID = 1;
  private static final int P_PIDFD = 3;

  private static final int CLD_EXITED = 1;
  private static final int CLD_DUMPED = 3;

  /** Where {@code si_code} lies on both 64-bit architectures. */
  private static final int SI_CODE = 8;

  /** Where {@code si_pid} lies. */
  private static final int SI_PID = 16;

  /** Where {@code si_status} lies. */
  private static final int SI_STATUS = 24;

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

  /** Takes the status of the process of a pidfd, where there is one to be taken. */
  WaitResult poll(PosixDescriptor pidfd) {
    Pointer info = CallMemory.ofThread();
    if (!find(P_PIDFD, pidfd.fd(), info, TAKE)) {
      return new WaitResult.NoChild();
    }
    return info.getInt(SI_PID) == 0
        ? new WaitResult.Running()
        : new WaitResult.Reaped(info.getInt(SI_PID), status(info));
  }

  private static ExitStatus status(Pointer info) {
    int code = info.getInt(SI_CODE);
    int status = info.getInt(SI_STATUS);
    return code == CLD_EXITED ? new Exited(status) : new Signaled(status, code == CLD_DUMPED);
  }

  /** Whether {@code pid} is a child that nobody has waited for; its status stays where it is. */
  boolean isChild(long pid) {
    return find(P_PID, (int) pid, CallMemory.ofThread(), LOOK);
  }

  /** What a wait for the process of a pidfd would find. */
  ChildState look(PosixDescriptor pidfd) {
    Pointer info = CallMemory.ofThread();
    if (!find(P_PIDFD, pidfd.fd(), info, LOOK)) {
      return ChildState.NO_CHILD;
    }
    return info.getInt(SI_PID) == 0 ? ChildState.RUNNING : ChildState.ENDED;
  }

  /** Fails where there are no waits on pidfds; takes nothing. */
  void requireWaitsFor(PosixDescriptor pidfd) throws PosixException {
    int errno = waitid(P_PIDFD, pidfd.fd(), CallMemory.ofThread(), LOOK);
    if (errno != 0 && errno != Errno.ECHILD) {
      throw Errno.failure("waitid on a pidfd", errno);
    }
  }

  /** One of the children that have ended, if there is any; its status stays where it is. */
  OptionalLong anyEnded() {
    Pointer info = CallMemory.ofThread();
    boolean ended = find(P_ALL, 0, info, LOOK) && info.getInt(SI_PID) > 0;
    return ended ? OptionalLong.of(info.getInt(SI_PID)) : OptionalLong.empty();
  }

  /**
   * Blocks until {@code pid} has ended or is no child of ours any more; its status stays where it
   * is.
   *
   * @param givenUp asked before the wait, and when a signal has interrupted it
   * @return false when given up
   */
  boolean awaitEnd(long pid, BooleanSupplier givenUp) {
    Pointer info = CallMemory.ofThread();
    while (!givenUp.getAsBoolean()) {
      if (library.libc().waitid(P_PID, (int) pid, info, WEXITED | WNOWAIT) == 0
          || isNoChild("waitid")) {
        return true;
      }
    }
    return false;
  }

  /** Fills in {@code info}, if one has ended; answers whether there is such a child. */
  private boolean find(int kind, int id, Pointer info, int options) {
    info.putInt(SI_PID, 0); // the kernel writes none where a child is there but has not ended
    int errno = waitid(kind, id, info, options);
    if (errno != 0 && errno != Errno.ECHILD) {
      throw Errno.impossible("waitid", errno);
    }
    return errno == 0;
  }

  /** Answers its error, 0 where there is none. */
  private int waitid(int kind, int id, Pointer info, int options) {
    while (library.libc().waitid(kind, id, info, options) != 0) {
      int errno = library.errno();
      if (errno != Errno.EINTR) {
        return errno;
      }
    }
    return 0;
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
