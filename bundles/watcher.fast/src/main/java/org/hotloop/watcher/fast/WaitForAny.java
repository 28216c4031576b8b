package org.hotloop.watcher.fast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.Held;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.watch.Registrations;
import org.hotloop.posix.watch.Turn;
import org.hotloop.posix.watch.WaitStrategy;

/** One {@code waitpid(-1, WNOHANG)} for each exit: the O(1) of the Fast watcher. */
final class WaitForAny implements WaitStrategy {

  /** Exits delivered before the loop's other callbacks have their turn. */
  private static final int BATCH = 64;

  private static final Logger LOG = System.getLogger(FastChildWatcher.class.getName());

  private final Supplier<? extends Reaper> reaper;
  private final Strangers strangers;
  private final Losses losses = new Losses();

  WaitForAny(Supplier<? extends Reaper> reaper, Strangers strangers) {
    this.reaper = reaper;
    this.strangers = strangers;
  }

  @Override
  public boolean listensToSigchld() {
    return true;
  }

  @Override
  public boolean admit(long pid, ChildHandler handler, Registrations registrations) {
    if (!strangers.isGuarded()) {
      throw new IllegalStateException(
          "Register inside the guard that enter() opens: outside of it the child's status"
              + " may have been taken already");
    }
    losses.forget(pid);
    Optional<ExitStatus> kept = strangers.take(pid);
    if (reaper.get().isChild(pid)) {
      // Still the kernel's: a status kept under this pid is of an earlier process that had it.
      kept.ifPresent(status -> registrations.deliver(pid, status, WaitForAny::logUnknown));
      registrations.await(pid, handler);
      return true;
    }
    return kept.isPresent() && registrations.deliver(pid, kept.get(), handler);
  }

  @Override
  public void check(long pid, Turn turn) {
    sweep(turn);
  }

  @Override
  public void sweep(Turn turn) {
    List<Long> lost = new ArrayList<>();
    for (int reaped = 0; turn.step(registrations -> reapOne(registrations, lost)); ) {
      if (++reaped == BATCH) {
        turn.again();
        return;
      }
    }
    lost.forEach(WaitForAny::warnLost);
  }

  private boolean reapOne(Registrations registrations, List<Long> lost) {
    WaitResult result = reaper.get().reapAny();
    if (result instanceof Reaped reaped) {
      if (!registrations.deliver(reaped.pid(), reaped.status())) {
        unregistered(reaped, registrations);
      }
    } else if (result instanceof Held) {
      strangers.hold();
    } else if (result instanceof NoChild) {
      lost.addAll(losses.found(registrations.awaitedPids()));
    }
    return result instanceof Reaped;
  }

  private void unregistered(Reaped reaped, Registrations registrations) {
    if (strangers.isGuarded()) {
      // It may be spawned and on its way to addChildHandler.
      strangers.keep(reaped.pid(), reaped.status());
    } else {
      registrations.deliver(reaped.pid(), reaped.status(), WaitForAny::logUnknown);
    }
  }

  private static void warnLost(long pid) {
    LOG.log(
        Level.WARNING,
        "The exit status of child process pid {0} was taken by somebody else in this process."
            + " Its handler is not called; it stays registered for a watcher that can tell",
        Long.toString(pid));
  }

  private static void logUnknown(long pid, ExitStatus status) {
    LOG.log(Level.WARNING, "Took the exit of unknown child process pid " + pid + ": " + status);
  }
}
