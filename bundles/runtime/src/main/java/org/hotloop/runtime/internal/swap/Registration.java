package org.hotloop.runtime.internal.swap;

import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.Unknown;
import org.hotloop.dto.ChildDTO;
import org.hotloop.runtime.internal.election.Breach;

/**
 * One accepted registration. It has an identity of its own, whatever number its child has.
 *
 * <p>It is watched; then <em>one</em> of delivery, removal and replacement claims it. A delivery
 * has two steps, since handlers run on the loop's thread: delivering (the status is known) and
 * delivered. Any thread; no locks.
 */
final class Registration {

  /** Where a registration is in its life. */
  private sealed interface State {}

  /** The status is known, and who told it; null is nobody. */
  private record Delivering(ExitStatus status, Custody teller) implements State {}

  private record Delivered(Custody teller) implements State {}

  private enum Mark implements State {
    WATCHED,
    REMOVED,
    REPLACED
  }

  /** Takes registrations whose child has ended. */
  interface Dispatch {

    /** The status has come. */
    void dispatch(Registration registration);

    /** The status is not known, but {@link #isDoubtful} a provider that failed may tell it yet. */
    void doubt(Registration registration, Unknown status);
  }

  private final long pid;
  private final Owner owner;
  private final Dispatch dispatch;
  private final long since = System.currentTimeMillis();
  private final AtomicReference<State> state = new AtomicReference<>(Mark.WATCHED);

  /** Null when it has run, will never run, or its owner has gone: nothing of it is kept then. */
  private volatile ChildHandler handler;

  /** In whose custody it is; null when it is parked. Written inside the gate. */
  private volatile Custody custody;

  private volatile boolean doubtful;
  private volatile boolean limbo;

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

  /** A provider has it from now on. */
  void heldBy(Custody taken) {
    custody = taken;
  }

  /** Whether a provider has it; false: it is parked. */
  boolean isHeld() {
    return custody != null;
  }

  /** Its provider gave it back, and will not tell its exit. */
  void returned() {
    if (custody != null) {
      custody.ends();
    }
    custody = null;
  }

  /**
   * It was taken from a provider that failed, and that may have its exit, now or later: nobody
   * else's word that there is no status is final.
   */
  void wrested() {
    doubtful = true;
    custody = null;
  }

  /** Whether a provider that failed may have its exit. */
  boolean isDoubtful() {
    return doubtful;
  }

  /** Nobody watches its child, which has gone; only a provider that failed may tell its status. */
  void entersLimbo() {
    limbo = true;
  }

  boolean isInLimbo() {
    return limbo && state.get() == Mark.WATCHED;
  }

  /** A provider tells the exit; null is a status that it does not tell. */
  void told(Custody teller, ExitStatus statusOrNull) {
    ExitStatus status =
        statusOrNull == null
            ? new Unknown("watcher %s told none".formatted(teller.provider()))
            : statusOrNull;
    if (doubtful && status instanceof Unknown unknown && state.get() == Mark.WATCHED) {
      dispatch.doubt(this, unknown);
    } else if (claim(new Delivering(status, teller))) {
      teller.believed();
      dispatch.dispatch(this);
    } else {
      refused(teller, status);
    }
  }

  /** Nobody will ever tell its status; false when somebody was first. */
  boolean lost(Unknown status) {
    boolean claimed = claim(new Delivering(status, null));
    if (claimed) {
      dispatch.dispatch(this);
    }
    return claimed;
  }

  private void refused(Custody teller, ExitStatus status) {
    State now = state.get();
    if (now == Mark.REMOVED) {
      teller.breaks(Breach.CALLED_REMOVED);
    } else if (now == Mark.REPLACED) {
      teller.breaks(Breach.CALLED_REPLACED);
    } else if (teller == teller(now)) {
      teller.breaks(Breach.TOLD_TWICE);
    } else if (!(status instanceof Unknown)) {
      // who says that it knows nothing was robbed by who was first
      teller.breaks(Breach.TOLD_LATE);
    }
  }

  private static Custody teller(State state) {
    return state instanceof Delivering delivering
        ? delivering.teller()
        : state instanceof Delivered delivered ? delivered.teller() : null;
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
    boolean claimed = claim(mark);
    if (claimed) {
      handler = null;
    }
    return claimed;
  }

  /** The one step that decides between delivery, removal and replacement. */
  private boolean claim(State claimed) {
    return state.compareAndSet(Mark.WATCHED, claimed);
  }

  /** Whether its status has come and its handler has not been called. */
  boolean isDelivering() {
    return state.get() instanceof Delivering;
  }

  /** Calls the handler with the status that has come: the first time only, and if there is one. */
  void deliver() {
    if (state.get() instanceof Delivering delivering
        && state.compareAndSet(delivering, new Delivered(delivering.teller()))) {
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
