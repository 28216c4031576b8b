package org.hotloop.loop.internal.subprocess;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.ProcessGoneException;

/** A child process: its pid, how it ended, and signals to it as long as it is ours. Any thread. */
final class Child {

  private static final int SIGKILL = 9;
  private static final int HIGHEST_SIGNAL = 64;

  private final long pid;
  private final ChildWatcher watcher;
  private volatile ExitStatus status;

  /**
   * @param watcher has, or will have, the handler that calls {@link #ended}
   */
  Child(long pid, ChildWatcher watcher) {
    this.pid = pid;
    this.watcher = watcher;
  }

  long pid() {
    return pid;
  }

  Optional<ExitStatus> status() {
    return Optional.ofNullable(status);
  }

  /** Its exit was seen. */
  void ended(ExitStatus how) {
    status = how;
  }

  /**
   * Sends a signal.
   *
   * @throws ProcessGoneException when the exit was seen; no system call is made then
   */
  void signal(int signal) {
    if (signal < 1 || signal > HIGHEST_SIGNAL) {
      throw new IllegalArgumentException(
          "signal %d is not within 1 to %d".formatted(signal, HIGHEST_SIGNAL));
    }
    if (status != null || !deliver(signal)) {
      throw new ProcessGoneException(pid);
    }
  }

  /**
   * Kills it if it runs.
   *
   * @return whether it was there to be killed
   */
  boolean killIfRunning() {
    return status == null && deliver(SIGKILL);
  }

  /**
   * Reaps it, after it was killed, if its watcher is not active, so that perhaps nobody ever would.
   * Taking the handler back settles who does: where that works, the watcher neither has its status
   * nor will take it.
   */
  void reapIfUnwatched(Orphans orphans) {
    if (status == null && !watcher.isActive() && watcher.removeChildHandler(pid)) {
      status = orphans.reap(pid);
    }
  }

  private boolean deliver(int signal) {
    try {
      return Posix.get().children().signal(pid, signal);
    } catch (PosixException e) {
      throw new UncheckedIOException("pid %d takes no signal %d".formatted(pid, signal), e);
    }
  }

  /** For people, as asyncio's: whether it runs, or its return code. */
  @Override
  public String toString() {
    ExitStatus how = status;
    return how == null
        ? "pid=%d running".formatted(pid)
        : "pid=%d returncode=%d".formatted(pid, how.returncode());
  }
}
