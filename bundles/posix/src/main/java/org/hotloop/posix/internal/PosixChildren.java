package org.hotloop.posix.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.Children;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SignalTarget;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.WaitResult;
import org.hotloop.spi.ChildPids;
import org.hotloop.subprocess.InvalidSignalException;

/** Spawns, waits and signals, and remembers which of the spawned are unreaped. */
final class PosixChildren implements Children {

  private static final long LOWEST_PID = 2;

  private static final long ANY = -1;

  private final SpawnCall spawner;
  private final WaitCalls waits;
  private final SignalCalls signals;

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

  PosixChildren(SpawnCall spawner, WaitCalls waits, SignalCalls signals) {
    this.spawner = spawner;
    this.waits = waits;
    this.signals = signals;
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

  /** As {@link SignalTarget#signal}. */
  boolean signal(SpawnedChild child, int signal) throws PosixException {
    return signal(child, signal, signals::send);
  }

  /** As {@link SignalTarget#signalGroup}. */
  boolean signalGroup(SpawnedChild child, int signal) throws PosixException {
    return signal(child, signal, signals::sendToGroup);
  }

  /** Only while {@code child} is the one that is listed under its pid. */
  private boolean signal(SpawnedChild child, int signal, Way way) throws PosixException {
    InvalidSignalException.check(signal);
    long pid = child.pid();
    synchronized (statusLock) {
      if (unreaped.get(pid) != child) {
        return false;
      }
      boolean sent = way.send(pid, signal);
      if (!sent) {
        unreaped.remove(pid); // somebody else took its status, its pid may be a stranger's
      }
      return sent;
    }
  }

  /** Signals a pid; false when that is no unreaped child of ours. */
  @FunctionalInterface
  private interface Way {
    boolean send(long pid, int signal) throws PosixException;
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

  /** As {@link org.hotloop.posix.Pidfd#reap}. */
  WaitResult reap(PosixPidfd pidfd) {
    synchronized (statusLock) {
      WaitResult result = waits.poll(pidfd.descriptor());
      // Where somebody else has reaped it, the pid may be another child's, which is not forgotten.
      if (result instanceof WaitResult.Reaped) {
        forget(pidfd.pid());
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
      if (child) {
        noteAsked(pid);
      }
      return child;
    }
  }

  @Override
  public List<Long> strangers() {
    List<Long> all = ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
    synchronized (statusLock) {
      // Who was spawned here was listed before the spawn was over, or has been reaped since.
      return underWay.isNone() ? all.stream().filter(this::isStranger).toList() : List.of();
    }
  }

  private boolean isStranger(long pid) {
    return !unreaped.containsKey(pid) && waits.isChild(pid);
  }

  /** As {@link org.hotloop.posix.Pidfd#state}. */
  ChildState state(PosixPidfd pidfd) {
    synchronized (statusLock) {
      ChildState state = waits.look(pidfd.descriptor());
      if (state != ChildState.NO_CHILD) {
        noteAsked(pidfd.pid());
      }
      return state;
    }
  }

  private void noteAsked(long child) {
    if (!unreaped.containsKey(child)) {
      askedAbout.add(child);
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
          "pid %d is not within %d to %d".formatted(pid, LOWEST_PID, ChildPids.MAX));
    }
  }

  private static boolean isPid(long pid) {
    return pid >= LOWEST_PID && pid <= ChildPids.MAX;
  }
}
