package org.hotloop.posix.watch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.spi.ChildPids;

/**
 * A child watcher without its way of waiting: the registrations, the attachment to a loop, and the
 * lock that guards both. The methods named after {@link org.hotloop.child.ChildWatcher}'s have its
 * contract.
 *
 * <p><b>States.</b> Detached (the beginning), attached, closed (the end). Waits are made only while
 * attached.
 *
 * <p><b>Threads.</b> Any. Handlers are called on the thread of the loop that the watcher is, or
 * when their exit was taken was, attached to.
 *
 * <p><b>Locks.</b> {@code attaching}, then {@code lock}. A wait and the removal of its handler
 * happen under {@code lock}, so a handler that was found and removed is one whose child nobody has
 * waited for, and who finds the watcher detached knows that no wait is under way. No handler and no
 * loop is called under {@code lock}.
 */
public final class ChildWatch {

  private final Warnings warnings;
  private final WaitStrategy strategy;

  /**
   * Serialises {@link #attachLoop} and {@link #close}: a loop has one handler for each signal, so
   * two attachments to one loop would take each other's away. Never needed by a loop's callback
   * unless a handler itself attaches or closes.
   */
  private final Object attaching = new Object();

  /** Guards what stands below it, and every wait. */
  private final Object lock = new Object();

  private final Registrations registrations;
  private LoopAttachment attachment; // null while detached
  private boolean closed;

  /**
   * @param watcher in whose name warnings are logged
   * @param strategy how to wait
   */
  public ChildWatch(Class<?> watcher, WaitStrategy strategy) {
    this.warnings = new Warnings(watcher);
    this.strategy = Objects.requireNonNull(strategy, "strategy");
    this.registrations = new Registrations(strategy::released);
  }

  /** As {@link org.hotloop.child.ChildWatcher#addChildHandler}. */
  public void addChildHandler(long pid, ChildHandler handler) {
    Objects.requireNonNull(handler, "handler");
    ChildPids.requirePossible(pid);
    LoopAttachment current;
    boolean check;
    synchronized (lock) {
      current = requireAttached();
      if (!strategy.admit(pid, handler, registrations)) {
        throw new NoSuchChildException(
            pid, "is no child of this process, or somebody has taken its status already");
      }
      check = strategy.needsCheck(pid);
    }
    if (check) {
      checkSoon(current, pid);
    }
  }

  /** As {@link org.hotloop.child.ChildWatcher#removeChildHandler}. */
  public boolean removeChildHandler(long pid) {
    synchronized (lock) {
      return registrations.remove(pid);
    }
  }

  /**
   * As {@link org.hotloop.child.ChildWatcher#attachLoop}. From one loop to another there is no
   * moment without one; where the next loop refuses, the watcher stays with the one before.
   */
  public void attachLoop(EventLoop loopOrNull) {
    synchronized (attaching) {
      requireNotClosed();
      if (loopOrNull == null) {
        detach();
      } else {
        attach(new LoopAttachment(this, strategy, loopOrNull));
      }
    }
  }

  /** As {@link org.hotloop.child.ChildWatcher#isActive}. */
  public boolean isActive() {
    return attachment().map(LoopAttachment::loop).map(EventLoop::isRunning).orElse(false);
  }

  /**
   * As {@link org.hotloop.child.ChildWatcher#close}. A warning names the children whose handlers
   * nobody but this watcher knows of.
   */
  public void close() {
    synchronized (attaching) {
      LoopAttachment previous;
      List<Long> abandoned;
      synchronized (lock) {
        closed = true;
        abandoned = registrations.unretainedPids();
        registrations.clear();
        previous = replaceAttachment(null);
      }
      if (previous != null) {
        previous.close();
      }
      warnings.abandoned(abandoned);
    }
  }

  /** Sweeps once on the loop that the watcher is attached to, if it is. Any thread. */
  public void sweepSoon() {
    attachment().ifPresent(current -> queue(current::sweepSoon, "Child processes are"));
  }

  /**
   * Checks one child on the loop that the watcher is attached to, if it is: for a strategy whose
   * own thread has learned that the child may have ended. However many are named until the loop
   * comes round, they wake it once. Where the watcher is detached, the sweep after the next attach
   * finds the child. Any thread; calls the loop, so not under the watch's lock.
   */
  public void checkSoon(long pid) {
    attachment().ifPresent(current -> checkSoon(current, pid));
  }

  /**
   * Does {@code work} with no wait under way, for a strategy with a state of its own to guard. It
   * must not block.
   */
  public <T> T underLock(Function<Registrations, T> work) {
    synchronized (lock) {
      return work.apply(registrations);
    }
  }

  boolean whileAttached(LoopAttachment asked, Predicate<Registrations> wait) {
    synchronized (lock) {
      return attachment == asked && wait.test(registrations);
    }
  }

  List<Long> awaitedPids() {
    return underLock(Registrations::awaitedPids);
  }

  Optional<Exit> nextTaken(LoopAttachment asking) {
    return underLock(registrations -> registrations.nextTaken(asking));
  }

  Warnings warnings() {
    return warnings;
  }

  private void attach(LoopAttachment next) {
    next.open();
    LoopAttachment previous;
    synchronized (lock) {
      previous = replaceAttachment(next);
    }
    if (previous != null) {
      previous.giveWayTo(next);
    }
    // Exits while detached are known to the kernel only; and a signal that came between open()
    // and the replacement found the next loop not attached yet.
    next.sweepSoon();
  }

  private void detach() {
    LoopAttachment previous;
    long pending;
    synchronized (lock) {
      previous = replaceAttachment(null);
      pending = registrations.unretainedPids().size();
    }
    if (previous != null) {
      previous.close();
      warnings.detachedWith(pending);
    }
  }

  /** With the lock held; the attachment that is left must be closed without it. */
  private LoopAttachment replaceAttachment(LoopAttachment nextOrNull) {
    LoopAttachment previous = attachment;
    attachment = nextOrNull;
    registrations.takeFor(nextOrNull);
    return previous;
  }

  private void requireNotClosed() {
    synchronized (lock) {
      requireOpen();
    }
  }

  private Optional<LoopAttachment> attachment() {
    synchronized (lock) {
      return Optional.ofNullable(attachment);
    }
  }

  private LoopAttachment requireAttached() {
    requireOpen();
    if (attachment == null) {
      throw new IllegalStateException(
          "Cannot add a child handler: the child watcher has no loop attached");
    }
    return attachment;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The child watcher is closed");
    }
  }

  private void checkSoon(LoopAttachment current, long pid) {
    queue(() -> current.checkSoon(pid), "Child process pid " + pid + " is");
  }

  private void queue(Runnable request, String what) {
    try {
      request.run();
    } catch (EventLoopClosedException e) {
      // Attached to a loop that has been closed: as good as detached with the handler pending.
      warnings.loopIsClosed(what, e);
    }
  }
}
