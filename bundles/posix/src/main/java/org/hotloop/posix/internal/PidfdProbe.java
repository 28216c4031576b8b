package org.hotloop.posix.internal;

import java.util.Optional;
import java.util.Set;
import org.hotloop.posix.PosixException;

/**
 * Which system calls on pidfds this kernel, or the container around us, grants: tried on this
 * process itself, which takes and harms nothing. An answer is remembered. Any thread.
 */
final class PidfdProbe {

  private static final long SELF = ProcessHandle.current().pid();
  private static final int NO_SIGNAL = 0;
  private static final long ANY_ID = 1;

  /** They say how things are now, not what the kernel can do. */
  private static final Set<Integer> PASSING =
      Set.of(
          Errno.EMFILE,
          Errno.ENFILE,
          Errno.ENODEV,
          Errno.ENOMEM,
          Errno.ENOSPC,
          Errno.EAGAIN,
          Errno.EINTR);

  private final Question watching = new Question(this::tryToWatch);
  private final Question signalling = new Question(this::tryToSignal);

  private final NativeLibrary library;
  private final PidfdCalls calls;
  private final WaitCalls waits;

  PidfdProbe(NativeLibrary library, PidfdCalls calls, WaitCalls waits) {
    this.library = library;
    this.calls = calls;
    this.waits = waits;
  }

  /** Why children cannot be watched by pidfds, if so. */
  Optional<String> watchImpediment() {
    return watching.impediment();
  }

  /** Why signals cannot go through pidfds, if so. */
  Optional<String> signalImpediment() {
    return signalling.impediment();
  }

  private void tryToWatch() throws PosixException {
    try (PosixDescriptor self = calls.open(SELF)) {
      waits.requireWaitsFor(self);
      try (Epoll epoll = new Epoll(library)) {
        epoll.add(self.fd(), ANY_ID, Epoll.IN);
      }
    }
  }

  private void tryToSignal() throws PosixException {
    try (PosixDescriptor self = calls.open(SELF)) {
      calls.send(self, NO_SIGNAL);
    }
  }

  private static String explain(PosixException failure) {
    String wayOut =
        switch (failure.errnoName()) {
          case "ENOSYS" -> "this kernel lacks it, or a sandbox hides it; Linux 5.4 has it";
          case "EINVAL" -> "this kernel cannot do that; Linux 5.4 can";
          case "EPERM", "EACCES" ->
              "denied, as by a container's seccomp profile; allow the system call there";
          default -> "unexpected";
        };
    return failure.getMessage() + ": " + wayOut;
  }

  /** Tries something; fails where it does not work. */
  @FunctionalInterface
  private interface Trial {
    void run() throws PosixException;
  }

  /** Asked until it is answered. */
  private static final class Question {

    private final Trial trial;

    /** Null until it is answered. Guarded by this. */
    private Optional<String> answer;

    Question(Trial trial) {
      this.trial = trial;
    }

    synchronized Optional<String> impediment() {
      if (answer == null) {
        try {
          trial.run();
          answer = Optional.empty();
        } catch (PosixException e) {
          if (PASSING.contains(e.errno())) {
            return Optional.empty(); // for now: who needs a pidfd copes with the lack of one
          }
          answer = Optional.of(explain(e));
        }
      }
      return answer;
    }
  }
}
