package org.hotloop.posix.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.Children;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SignalTarget;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.WaitResult;
import org.hotloop.subprocess.InvalidSignalException;

/** Spawns, waits and signals, and remembers which of the spawned are unreaped. */
final class PosixChildren implements Children {

  private static final long LOWEST_PID = 2;

  /** The kernel's own limit on 64 bits, whatever pid_max says now. */
  private static final long HIGHEST_PID = 4_194_304;

  private static final long ANY = -1;

  private final NativeLibrary library;
  private final SpawnCall spawner;
  private final WaitCalls waits;

  /**
   * A pid is free for a stranger as soon as its status is taken. So whoever takes one and whoever
   * signals exclude each other; nothing done under it blocks.
   */
  private final Object statusLock = new Object();

  /** Spawned here, status not taken, by pid. Guarded by {@link #statusLock}. */
  private final Map<Long, SpawnedChild> unreaped = new HashMap<>();

  /**
   * Children that others made and somebody here has asked about, so no orphans. Guarded by {@link
   * #statusLock}.
   */
  private final Set<Long> askedAbout = new HashSet<>();

  /** Guarded by {@link #statusLock}. */
  private final SpawnsUnderWay underWay = new SpawnsUnderWay();

  PosixChildren(NativeLibrary library, SpawnCall spawner) {
    this.library = library;
    this.spawner = spawner;
    waits = new WaitCalls(library);
  }

  /** Makes a child and answers its pid. Not under the lock, since it lasts until the exec. */
  @FunctionalInterface
  interface SpawnCall {
    long spawn(SpawnRequest request) throws PosixException;
  }

  @Override
  public long spawn(SpawnRequest request) throws PosixException {
    long ticket = begin();
    try {
      return list(spawner.spawn(request));
    } finally {
      end(ticket);
    }
  }

  private long begin() {
    synchronized (statusLock) {
      return underWay.begin();
    }
  }

  private void end(long ticket) {
    synchronized (statusLock) {
      underWay.end(ticket);
    }
  }

  /** Before its spawn counts as over, so that in between nobody takes it for a stranger. */
  private long list(long pid) {
    synchronized (statusLock) {
      // Somebody else may have waited for it since: then it is not listed. A pid that is listed
      // still was reaped behind our back, and is the new child's from now on.
      if (waits.isChild(pid)) {
        unreaped.put(pid, new SpawnedChild(this, pid));
      } else {
        unreaped.remove(pid);
      }
    }
    return pid;
  }

  @Override
  public boolean signal(long pid, int signal) throws PosixException {
    return target(pid).signal(signal);
  }

  @Override
  public SignalTarget target(long pid) {
    synchronized (statusLock) {
      return unreaped.getOrDefault(pid, new SpawnedChild(this, pid));
    }
  }

  /**
   * As {@link SignalTarget#signal}: only while {@code child} is the one that is listed under its
   * pid, so that {@code to} is nobody else's.
   */
  boolean signal(SpawnedChild child, long to, int signal) throws PosixException {
    InvalidSignalException.check(signal);
    long pid = child.pid();
    synchronized (statusLock) {
      if (unreaped.get(pid) != child) {
        return false;
      }
      if (!waits.isChild(pid)) {
        unreaped.remove(pid); // somebody else took its status, its pid may be a stranger's
        return false;
      }
      kill(to, signal);
      return true;
    }
  }

  @Override
  public int unreaped() {
    synchronized (statusLock) {
      return unreaped.size();
    }
  }

  @Override
  public WaitResult reap(long pid) {
    requirePid(pid);
    synchronized (statusLock) {
      WaitResult result = waits.poll(pid);
      if (!(result instanceof WaitResult.Running)) {
        forget(pid);
      }
      return result;
    }
  }

  @Override
  public WaitResult reapAny() {
    synchronized (statusLock) {
      WaitResult result = underWay.isNone() ? waits.poll(ANY) : reapAnyButOfSpawnsUnderWay();
      if (result instanceof WaitResult.Reaped reaped) {
        forget(reaped.pid());
      }
      return result;
    }
  }

  /**
   * Where exec fails, glibc waits for the child itself, blocking, by its pid. Were it taken here,
   * that pid could be another child's by then.
   */
  private WaitResult reapAnyButOfSpawnsUnderWay() {
    while (true) {
      OptionalLong ended = waits.anyEnded();
      if (ended.isEmpty()) {
        return new WaitResult.Running(); // that of a spawn, at least
      }
      long pid = ended.getAsLong();
      if (!unreaped.containsKey(pid) && underWay.mayBeOf(pid)) {
        return new WaitResult.Held();
      }
      WaitResult result = waits.poll(pid);
      if (result instanceof WaitResult.Reaped) {
        return result;
      }
    }
  }

  @Override
  public boolean isChild(long pid) {
    if (!isPid(pid)) {
      return false;
    }
    synchronized (statusLock) {
      boolean child = waits.isChild(pid);
      if (child && !unreaped.containsKey(pid)) {
        askedAbout.add(pid);
      }
      return child;
    }
  }

  /** Whether somebody here spawned this child of ours, or has asked about it. */
  boolean isKnown(long pid) {
    synchronized (statusLock) {
      return unreaped.containsKey(pid) || askedAbout.contains(pid);
    }
  }

  /** Forgets questions about children whose statuses others have taken: their pids are free. */
  void forgetOthersReaped() {
    synchronized (statusLock) {
      askedAbout.removeIf(pid -> !waits.isChild(pid));
    }
  }

  /** Takes the status of a child that has ended and that nobody knows. */
  Optional<ExitStatus> reapOrphan(long pid) {
    synchronized (statusLock) {
      return !isKnown(pid) && waits.poll(pid) instanceof WaitResult.Reaped reaped
          ? Optional.of(reaped.status())
          : Optional.empty();
    }
  }

  private void forget(long pid) {
    unreaped.remove(pid);
    askedAbout.remove(pid);
  }

  /** Refuses what wait calls read as a group or as everybody, init, and what no kernel gives. */
  static void requirePid(long pid) {
    if (!isPid(pid)) {
      throw new IllegalArgumentException(
          "pid %d is not within %d to %d".formatted(pid, LOWEST_PID, HIGHEST_PID));
    }
  }

  private static boolean isPid(long pid) {
    return pid >= LOWEST_PID && pid <= HIGHEST_PID;
  }

  /**
   * @param to a pid, or the negative of a group's number
   */
  private void kill(long to, int signal) throws PosixException {
    if (library.posix().kill(to, signal) != 0) {
      throw Errno.failure("kill %d with signal %d".formatted(to, signal), library.errno());
    }
  }
}
