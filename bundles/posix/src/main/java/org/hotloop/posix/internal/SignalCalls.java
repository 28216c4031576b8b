package org.hotloop.posix.internal;

import java.util.Optional;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.PosixException;

/**
 * The ways to signal a child of this process, each of which asks whether it is one just before. To
 * be called while nobody here can reap it. A pidfd also holds against who reaps behind our back:
 * the signal reaches the child that was asked about, or nobody.
 */
final class SignalCalls {

  private final NativeLibrary library;
  private final PidfdCalls pidfds;
  private final PidfdProbe probe;
  private final WaitCalls waits;

  SignalCalls(NativeLibrary library, PidfdCalls pidfds, PidfdProbe probe, WaitCalls waits) {
    this.library = library;
    this.pidfds = pidfds;
    this.probe = probe;
    this.waits = waits;
  }

  /**
   * Signals a child, through a pidfd where there is one to be had.
   *
   * @return false when it is no unreaped child; nothing was sent then
   */
  boolean send(long pid, int signal) throws PosixException {
    Optional<PosixDescriptor> opened = openPidfd(pid);
    if (opened.isEmpty()) {
      return kill(pid, pid, signal);
    }
    try (PosixDescriptor pidfd = opened.get()) {
      return waits.look(pidfd) != ChildState.NO_CHILD && sendThrough(pidfd, pid, signal);
    }
  }

  /**
   * Signals the process group that a child leads; the kernel has no pidfd for it.
   *
   * @return false when the leader is no unreaped child, since then the group's number may be a
   *     stranger's; nothing was sent then
   */
  boolean sendToGroup(long leader, int signal) throws PosixException {
    return kill(leader, -leader, signal);
  }

  private Optional<PosixDescriptor> openPidfd(long pid) {
    if (probe.signalImpediment().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(pidfds.open(pid));
    } catch (PosixException e) {
      return Optional.empty(); // there is no descriptor to be had now, or no such process
    }
  }

  private boolean sendThrough(PosixDescriptor pidfd, long pid, int signal) throws PosixException {
    try {
      pidfds.send(pidfd, signal);
      return true;
    } catch (PosixException e) {
      if (e.errno() == Errno.ESRCH) {
        return false; // somebody reaped it since it was asked about
      }
      // What is wrong with the child, kill says as well; what is wrong with the call, it does not.
      return kill(pid, pid, signal);
    }
  }

  /**
   * @param to a pid, or the negative of a group's number
   */
  private boolean kill(long child, long to, int signal) throws PosixException {
    if (!waits.isChild(child)) {
      return false;
    }
    if (library.posix().kill(to, signal) != 0) {
      throw Errno.failure("kill %d with signal %d".formatted(to, signal), library.errno());
    }
    return true;
  }
}
