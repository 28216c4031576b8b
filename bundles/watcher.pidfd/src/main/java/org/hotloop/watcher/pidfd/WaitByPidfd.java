package org.hotloop.watcher.pidfd;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.hotloop.child.ChildHandler;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.watch.Registrations;
import org.hotloop.posix.watch.Turn;
import org.hotloop.posix.watch.WaitStrategy;

/**
 * One {@code waitid} for each pidfd that became readable: the O(1) of the Pidfd watcher. Each child
 * that is awaited is in one of three states:
 *
 * <ul>
 *   <li><i>armed</i>: its pidfd is in the epoll, which will tell. One that had ended when it was
 *       registered is not, but checked;
 *   <li><i>held</i>: the epoll has told, but the child cannot be reaped yet, as where a tracer has
 *       it. It is armed again with the next tick: at once would be a spin;
 *   <li><i>polled</i>: it has no pidfd, for there was no descriptor to be had. With each tick it is
 *       waited for by its pid, and a pidfd is tried for again.
 * </ul>
 *
 * Guarded by the watch's lock.
 */
final class WaitByPidfd implements WaitStrategy {

  private static final Logger LOG = System.getLogger(PidfdChildWatcher.class.getName());

  private final Supplier<Kernel> kernel;
  private final LongConsumer onReadable;

  /** Armed and held. */
  private final Map<Long, WatchedChild> watched = new HashMap<>();

  private final Set<Long> held = new HashSet<>();
  private final Set<Long> polled = new HashSet<>();

  /** Why there was no pidfd to be had, the last time. */
  private Optional<PosixException> lack = Optional.empty();

  /** Whether somebody was polled with the last tick. The loop's thread's. */
  private boolean lacking;

  /**
   * @param onReadable told on the poller's thread of a child that may have ended
   */
  WaitByPidfd(Supplier<Kernel> kernel, LongConsumer onReadable) {
    this.kernel = kernel;
    this.onReadable = onReadable;
  }

  @Override
  public boolean listensToSigchld() {
    return false;
  }

  @Override
  public boolean admit(long pid, ChildHandler handler, Registrations registrations) {
    boolean child = isWatched(pid) || beginToWatch(pid) || beginToPoll(pid);
    if (child) {
      registrations.await(pid, handler);
    }
    return child;
  }

  /** One that had ended before is not armed: the epoll would wake the loop in our midst. */
  @Override
  public boolean needsCheck(long pid) {
    return polled.contains(pid) || watched.get(pid).isReadable();
  }

  @Override
  public void check(long pid, Turn turn) {
    turn.step(registrations -> poll(pid, registrations));
  }

  @Override
  public void sweep(Turn turn) {
    turn.awaitedPids().forEach(pid -> check(pid, turn));
  }

  @Override
  public boolean needsTick(Registrations registrations) {
    return !held.isEmpty() || !polled.isEmpty();
  }

  @Override
  public void tick(Turn turn) {
    List<Long> pids = new ArrayList<>();
    turn.step(registrations -> pids.addAll(held));
    pids.forEach(pid -> turn.step(registrations -> rearm(pid)));

    pids.clear();
    turn.step(registrations -> pids.addAll(polled));
    warnOfLack(pids);
    pids.forEach(pid -> check(pid, turn));
    pids.forEach(pid -> turn.step(registrations -> polled.contains(pid) && beginToWatch(pid)));
  }

  @Override
  public void released(long pid) {
    held.remove(pid);
    polled.remove(pid);
    Optional.ofNullable(watched.remove(pid)).ifPresent(WatchedChild::close);
  }

  private boolean poll(long pid, Registrations registrations) {
    // Removed since it was told of: the status is somebody else's to take.
    if (!registrations.isAwaited(pid)) {
      return false;
    }
    WatchedChild child = watched.get(pid);
    if (child != null && !child.isReadable()) {
      return false; // it runs: the epoll will tell
    }
    WaitResult result = child == null ? kernel.get().reaper().reap(pid) : child.reap();
    if (result instanceof Reaped reaped) {
      return registrations.deliver(pid, reaped.status());
    }
    if (result instanceof NoChild) {
      return registrations.deliverStolen(pid);
    }
    return child != null && held.add(pid);
  }

  private boolean rearm(long pid) {
    if (!held.contains(pid)) {
      return false; // released since
    }
    try {
      watched.get(pid).arm();
      return held.remove(pid);
    } catch (PosixException e) {
      LOG.log(Level.DEBUG, "pid " + pid + " stays held until the next tick", e);
      return false;
    }
  }

  /** Whether the child that has {@code pid} now is watched already. */
  private boolean isWatched(long pid) {
    return watched.containsKey(pid) && watched.get(pid).isChild();
  }

  /** Takes nothing away where it fails: who is awaited under this pid may be told still. */
  private boolean beginToWatch(long pid) {
    try {
      Optional<WatchedChild> opened = open(pid);
      opened.ifPresent(child -> keep(pid, child));
      return opened.isPresent();
    } catch (PosixException e) {
      lack = Optional.of(e);
      return false;
    }
  }

  private void keep(long pid, WatchedChild child) {
    released(pid);
    watched.put(pid, child);
  }

  /** Empty where {@code pid} is no child's. */
  private Optional<WatchedChild> open(long pid) throws PosixException {
    Pidfd pidfd = kernel.get().pidfds().open(pid);
    boolean kept = false;
    try {
      // Asked of the pidfd, not of the pid: that may be another process's since.
      ChildState state = pidfd.state();
      if (state == ChildState.NO_CHILD) {
        return Optional.empty();
      }
      WatchedChild child = new WatchedChild(pid, pidfd, kernel.get().poller(), onReadable);
      if (state == ChildState.RUNNING) {
        child.arm();
      }
      kept = true;
      return Optional.of(child);
    } finally {
      if (!kept) {
        pidfd.close();
      }
    }
  }

  private boolean beginToPoll(long pid) {
    if (!kernel.get().reaper().isChild(pid)) {
      return false;
    }
    released(pid);
    return polled.add(pid);
  }

  /** Once for each time that there are no pidfds to be had, without the lock. */
  private void warnOfLack(List<Long> pids) {
    if (!pids.isEmpty() && !lacking) {
      LOG.log(
          Level.WARNING,
          "No pidfds for child processes {0}: they are polled until there are some ({1})",
          pids,
          lack.map(PosixException::getMessage).orElse("unknown"));
    }
    lacking = !pids.isEmpty();
  }
}
