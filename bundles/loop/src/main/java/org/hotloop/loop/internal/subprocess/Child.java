package org.hotloop.loop.internal.subprocess;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SignalTarget;
import org.hotloop.subprocess.InvalidSignalException;
import org.hotloop.subprocess.ProcessGoneException;
import org.hotloop.subprocess.ProcessGroup;

/** A child process: its pid, how it ended, and signals to it as long as it is ours. Any thread. */
final class Child {

  private static final int SIGKILL = 9;

  private final long pid;
  private final SignalTarget target;
  private final ProcessGroup group;
  private final ChildWatcher watcher;
  private volatile ExitStatus status;

  /**
   * To be made before its exit can be seen, while {@code pid} is nobody else's.
   *
   * @param group what was asked for it
   * @param watcher has, or will have, the handler that calls {@link #ended}
   */
  Child(long pid, ProcessGroup group, ChildWatcher watcher) {
    this.pid = pid;
    this.group = group;
    this.watcher = watcher;
    target = Posix.get().children().target(pid);
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
   * @throws InvalidSignalException when out of range
   * @throws ProcessGoneException when the exit was seen; no system call is made then
   */
  void signal(int signal) {
    InvalidSignalException.check(signal);
    if (!isSignalled(signal, target::signal)) {
      throw new ProcessGoneException(pid);
    }
  }

  /**
   * Sends a signal to the group that it leads.
   *
   * @throws InvalidSignalException when out of range
   * @throws IllegalStateException where it leads none
   * @throws ProcessGoneException when the exit was seen; no system call is made then
   */
  void signalGroup(int signal) {
    InvalidSignalException.check(signal);
    if (group != ProcessGroup.NEW && group != ProcessGroup.NEW_SESSION) {
      throw new IllegalStateException(
          "pid %d has no process group of its own; say SubprocessSpec.group(ProcessGroup.NEW)"
              .formatted(pid));
    }
    if (!isSignalled(signal, target::signalGroup)) {
      throw new ProcessGoneException(pid);
    }
  }

  /**
   * Kills it if it runs.
   *
   * @return whether it was there to be killed
   */
  boolean killIfRunning() {
    return isSignalled(SIGKILL, target::signal);
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

  private boolean isSignalled(int signal, Delivery delivery) {
    try {
      return status == null && delivery.send(signal);
    } catch (PosixException e) {
      throw new UncheckedIOException("pid %d takes no signal %d".formatted(pid, signal), e);
    }
  }

  /** How a signal is sent; false where nobody is there to get it. */
  @FunctionalInterface
  private interface Delivery {
    boolean send(int signal) throws PosixException;
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
