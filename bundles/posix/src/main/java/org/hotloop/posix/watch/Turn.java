package org.hotloop.posix.watch;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hotloop.ExceptionContext;
import org.hotloop.child.Unknown;

/**
 * A watcher's turn on its loop's thread. Waits are made through it, one a step, and what a step
 * took is delivered before the next: a status is never held longer than its handler needs to be
 * called, so a loop that stops or closes in between loses none, and a handler that removes another
 * one, detaches or swaps the watcher finds the kernel still keeping the rest.
 *
 * <p>A handler's exception goes to the loop's exception handler. An {@link Error} leaves the loop's
 * run, as any callback's does, but only after this turn has served the other children: it is no
 * fault of theirs, and nobody else would look after them until the loop runs again.
 */
public final class Turn {

  private final ChildWatch watch;
  private final LoopAttachment attachment;
  private Error error;

  Turn(ChildWatch watch, LoopAttachment attachment) {
    this.watch = watch;
    this.attachment = attachment;
  }

  /** The pids that handlers await now: a snapshot. */
  public List<Long> awaitedPids() {
    return watch.awaitedPids();
  }

  /**
   * Makes one wait and delivers what it took. A wait that fails is reported to the loop's exception
   * handler: the other children are waited for all the same.
   *
   * @param wait called under the watch's lock, and not at all when the watcher has left the loop
   *     since this turn was queued; must not block
   * @return what {@code wait} answered, false when it was not called or failed
   */
  public boolean step(Predicate<Registrations> wait) {
    boolean answer = attempt(wait);
    deliverTaken();
    return answer;
  }

  private boolean attempt(Predicate<Registrations> wait) {
    try {
      return watch.whileAttached(attachment, wait);
    } catch (RuntimeException e) {
      attachment.report(ExceptionContext.of("Waiting for child processes failed", e));
      return false;
    }
  }

  /** Sweeps again in another iteration of the loop, so that its other callbacks have their turn. */
  public void again() {
    attachment.sweepSoon();
  }

  /** Ends the turn: delivers what is left and raises the first handler's error. */
  void end() {
    deliverTaken();
    if (error != null) {
      throw error;
    }
  }

  private void deliverTaken() {
    for (Optional<Exit> exit; (exit = watch.nextTaken(attachment)).isPresent(); ) {
      deliver(exit.get());
    }
  }

  private void deliver(Exit exit) {
    if (exit.status() instanceof Unknown unknown) {
      watch.warnings().unknown(exit.pid(), unknown);
    }
    try {
      exit.deliver();
    } catch (Exception e) {
      attachment.report(ExceptionContext.of("Exception in child handler of pid " + exit.pid(), e));
    } catch (Error e) {
      keep(e);
    }
  }

  private void keep(Error e) {
    if (error == null) {
      error = e;
    } else if (error != e) {
      error.addSuppressed(e);
    }
  }
}
