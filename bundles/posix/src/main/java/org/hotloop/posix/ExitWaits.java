package org.hotloop.posix;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where waits come from that block, for who can spare a thread for each child. They need neither
 * SIGCHLD nor pidfds. Any thread; nothing here blocks.
 */
@FunctionalInterface
@ConsumerType
public interface ExitWaits {

  /**
   * A wait for the end of {@code pid} that has not begun. It holds nothing that must be given back.
   *
   * @param pid from 2 up to the highest pid; others are refused with {@link
   *     IllegalArgumentException} and no system call
   * @throws PosixUnavailableException when it could not be ended before the child, since each
   *     real-time signal that could do so has somebody else's handler
   */
  ExitWait of(long pid);
}
