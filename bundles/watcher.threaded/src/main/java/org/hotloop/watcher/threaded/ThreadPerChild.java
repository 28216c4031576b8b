package org.hotloop.watcher.threaded;

import java.util.function.Supplier;
import org.hotloop.child.ChildHandler;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.watch.Registrations;
import org.hotloop.posix.watch.Turn;
import org.hotloop.posix.watch.WaitStrategy;

/**
 * A child's thread says when it has ended, and one {@code waitpid(pid, WNOHANG)} on the loop takes
 * its status. Children without a thread are polled twice a second.
 */
final class ThreadPerChild implements WaitStrategy {

  private final Supplier<? extends Reaper> reaper;
  private final WaitingThreads threads;

  ThreadPerChild(Supplier<? extends Reaper> reaper, WaitingThreads threads) {
    this.reaper = reaper;
    this.threads = threads;
  }

  @Override
  public boolean listensToSigchld() {
    return false;
  }

  @Override
  public boolean admit(long pid, ChildHandler handler, Registrations registrations) {
    boolean child = reaper.get().isChild(pid);
    if (child) {
      registrations.await(pid, handler);
      threads.lookAfter(pid);
    }
    return child;
  }

  @Override
  public void check(long pid, Turn turn) {
    turn.step(registrations -> poll(pid, registrations));
  }

  /** A thread tells whoever is attached then; so those that nobody waits for are left. */
  @Override
  public void sweep(Turn turn) {
    turn.awaitedPids().stream()
        .filter(pid -> !threads.isWaitedFor(pid))
        .forEach(pid -> check(pid, turn));
  }

  @Override
  public boolean needsTick(Registrations registrations) {
    return threads.isAnythingLeft();
  }

  @Override
  public void tick(Turn turn) {
    threads.endAgain();
    sweep(turn);
    threads.retry();
  }

  @Override
  public void released(long pid) {
    threads.release(pid);
  }

  private boolean poll(long pid, Registrations registrations) {
    // Removed since the turn began: the status is somebody else's to take.
    if (!registrations.isAwaited(pid)) {
      return false;
    }
    // Its thread may have told of an end that is none yet, or of that of a child that had the pid
    // before: then ticks look after it, and bring another thread.
    threads.lookAfter(pid);
    WaitResult result = reaper.get().reap(pid);
    if (result instanceof Reaped reaped) {
      return registrations.deliver(pid, reaped.status());
    }
    return result instanceof NoChild && registrations.deliverStolen(pid);
  }
}
