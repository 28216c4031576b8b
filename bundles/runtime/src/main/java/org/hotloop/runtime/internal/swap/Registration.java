package org.hotloop.runtime.internal.swap;

import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.dto.ChildDTO;
import org.hotloop.spi.RetainedChildHandler;

/**
 * One accepted registration, and the handler that providers get to see. It has an identity of its
 * own, so a provider that is late never reaches a newer registration of a reused pid.
 *
 * <p>It is watched; then <em>one</em> of delivery, removal and replacement claims it. A delivery
 * has two steps, since handlers run on the loop's thread: delivering (the status is known) and
 * delivered. Any thread; no locks.
 */
final class Registration implements RetainedChildHandler {

  /** Where a registration is in its life. */
  private sealed interface State {}

  private record Delivering(ExitStatus status) implements State {}

  private enum Mark implements State {
    WATCHED,
    DELIVERED,
    REMOVED,
    REPLACED
  }

  /** Takes a registration whose status has come. */
  @FunctionalInterface
  interface Dispatch {
    void dispatch(Registration registration);
  }

  private final long pid;
  private final Owner owner;
  private final Dispatch dispatch;
  private final long since = System.currentTimeMillis();
  private final AtomicReference<State> state = new AtomicReference<>(Mark.WATCHED);

  /** Null when it has run, will never run, or its owner has gone: nothing of it is kept then. */
  private volatile ChildHandler handler;

  /** Whether a provider has it; else it is parked. Written inside the gate. */
  private volatile boolean held;

  Registration(long pid, Owner owner, ChildHandler handler, Dispatch dispatch) {
    this.pid = pid;
    this.owner = owner;
    this.handler = handler;
    this.dispatch = dispatch;
  }

  long pid() {
    return pid;
  }

  Owner owner() {
    return owner;
  }

  void held(boolean byProvider) {
    held = byProvider;
  }

  /** Whether a provider has it; false: it is parked. */
  boolean isHeld() {
    return held;
  }

  /** A provider tells the exit. The number is not looked at: it may be another child's by now. */
  @Override
  public void childExited(long ignored, ExitStatus status) {
    if (state.compareAndSet(Mark.WATCHED, new Delivering(status))) {
      dispatch.dispatch(this);
    }
  }

  /** Claims it for a removal; false when something else was first. */
  boolean remove() {
    return end(Mark.REMOVED);
  }

  /** Claims it for its successor; false when something else was first. */
  boolean replace() {
    return end(Mark.REPLACED);
  }

  private boolean end(Mark mark) {
    boolean claimed = state.compareAndSet(Mark.WATCHED, mark);
    if (claimed) {
      handler = null;
    }
    return claimed;
  }

  /** Whether its status has come and its handler has not been called. */
  boolean isDelivering() {
    return state.get() instanceof Delivering;
  }

  /** Calls the handler with the status that has come: the first time only, and if there is one. */
  void deliver() {
    State now = state.get();
    if (now instanceof Delivering delivering && state.compareAndSet(now, Mark.DELIVERED)) {
      ChildHandler called = handler;
      handler = null;
      if (called != null) {
        called.childExited(pid, delivering.status());
      }
    }
  }

  /** Drops the handler; the child is watched, and reaped, as before. */
  void disown() {
    handler = null;
  }

  ChildDTO toDTO() {
    ChildDTO dto = new ChildDTO();
    dto.pid = pid;
    dto.owner = owner.name();
    dto.since = since;
    return dto;
  }
}
