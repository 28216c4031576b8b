package org.hotloop.posix.internal;

import java.util.Optional;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;

/** The number that {@code waitpid} fills in. */
final class WaitStatus {

  private static final int TERMINATION = 0x7f;
  private static final int STOPPED = 0x7f;
  private static final int CORE_DUMPED = 0x80;

  private WaitStatus() {}

  /** How the child ended; empty when it was only stopped or continued, as a tracer may see. */
  static Optional<ExitStatus> decode(int status) {
    int termination = status & TERMINATION;
    if (termination == STOPPED) {
      return Optional.empty();
    }
    return Optional.of(
        termination == 0
            ? new Exited((status >> 8) & 0xff)
            : new Signaled(termination, (status & CORE_DUMPED) != 0));
  }
}
