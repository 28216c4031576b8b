package org.hotloop.loop.internal.subprocess;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Unknown;
import org.hotloop.posix.Children;
import org.hotloop.posix.WaitResult;

/**
 * Reaps children that were killed and that no watcher waits for: they die at once, and would be
 * zombies for as long as the JVM lives. Blocks the caller, all in all no longer than its patience;
 * not on a running loop's thread.
 */
final class Orphans {

  private static final Logger LOGGER = System.getLogger(Orphans.class.getName());
  private static final long POLL_NANOS = Duration.ofMillis(5).toNanos();

  private final Children children;
  private final long deadline;

  Orphans(Children children, Duration patience) {
    this.children = children;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** How it ended, once it is dead; a warning and an unknown end where it does not die. */
  ExitStatus reap(long pid) {
    WaitResult result = children.reap(pid);
    while (result instanceof WaitResult.Running && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL_NANOS);
      result = children.reap(pid);
    }
    if (result instanceof WaitResult.Reaped reaped) {
      return reaped.status();
    }
    if (result instanceof WaitResult.NoChild) {
      return new Unknown("somebody else waited for pid %d".formatted(pid));
    }
    LOGGER.log(
        Level.WARNING,
        "pid {0} was killed, and nobody watches it, but it does not die; it is not reaped",
        Long.toString(pid));
    return new Unknown("pid %d was killed, but has not died".formatted(pid));
  }
}
