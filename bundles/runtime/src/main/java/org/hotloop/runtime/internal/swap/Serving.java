package org.hotloop.runtime.internal.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.runtime.internal.calls.Steps;
import org.hotloop.runtime.internal.election.Breach;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Lease;

/**
 * The provider that watches for us, as the table talks to it. A provider is foreign: what it does
 * against its contract is counted and contained. It only is called here; what it answered is put
 * into force by who asked, since a deputy that asks may have been left alone meanwhile.
 *
 * @param candidate who it is
 * @param watcher the provider's object
 */
record Serving(Candidate<ChildWatcher> candidate, ChildWatcher watcher) {

  /** What a provider says of a registration that is taken from it. */
  enum Answer {
    /** Nobody but us has it now. */
    RETURNED,
    /** It has its exit, and delivers it. */
    DELIVERING,
    /** It failed, so it may or may not have its exit. */
    DOUBTFUL
  }

  /**
   * What came of giving it registrations.
   *
   * @param given those that it accepted
   * @param gone those whose child it does not find
   * @param failure what it threw against its contract; empty where it did not
   */
  record Takeover(List<Custody> given, List<Gone> gone, Optional<Throwable> failure) {}

  /** A registration whose child is not there. */
  record Gone(Registration registration, NoSuchChildException reason) {}

  static Serving of(Lease<ChildWatcher> lease) {
    return new Serving(lease.candidate(), lease.object());
  }

  /** Enters its guard. What it throws then goes to who spawns, before there is a child. */
  ForkGuard enter() {
    ForkGuard guard = watcher.enter();
    return () -> leave(guard);
  }

  private void leave(ForkGuard guardOrNull) {
    if (guardOrNull == null || candidate.isAbandoned()) {
      return;
    }
    try {
      guardOrNull.close();
    } catch (RuntimeException | Error failure) {
      // what was registered inside is registered
      candidate.breaks(Breach.GUARD_FAILED, "guards registrations no more", failure);
    }
  }

  /** Detaches it; afterwards it waits for no child. Then takes back {@code registrations}. */
  List<Answer> retire(List<Registration> registrations, Steps steps) {
    boolean trusted = detach(steps);
    List<Answer> answers = new ArrayList<>(registrations.size());
    for (Registration registration : registrations) {
      if (trusted) {
        steps.next("removeChildHandler");
        answers.add(takeBack(registration));
      } else {
        answers.add(Answer.DOUBTFUL);
      }
    }
    return answers;
  }

  /** Answers false when it failed: it was closed by somebody else, say, and has dropped all. */
  private boolean detach(Steps steps) {
    steps.next("attachLoop(null)");
    try {
      watcher.attachLoop(null);
      return true;
    } catch (RuntimeException | Error failure) {
      candidate.breaks(Breach.DETACH_FAILED, "all is taken from it", failure);
      return false;
    }
  }

  /** Takes one registration back. */
  Answer takeBack(Registration registration) {
    if (!registration.isHeld()) {
      return Answer.RETURNED;
    }
    try {
      return watcher.removeChildHandler(registration.pid()) ? Answer.RETURNED : Answer.DELIVERING;
    } catch (RuntimeException | Error failure) {
      candidate.breaks(
          Breach.REMOVAL_FAILED, "pid %d is taken from it".formatted(registration.pid()), failure);
      return Answer.DOUBTFUL;
    }
  }

  /** Attaches it and gives it {@code registrations}, up to the first failure. */
  Takeover takeOver(EventLoop loop, List<Registration> registrations, Steps steps) {
    List<Custody> given = new ArrayList<>(registrations.size());
    List<Gone> gone = new ArrayList<>();
    steps.next("enter");
    // within its guard, or one that waits for any child would take exits it was not yet told of
    try (ForkGuard guard = enter()) {
      steps.next("attachLoop");
      watcher.attachLoop(loop);
      for (Registration registration : registrations) {
        steps.next("addChildHandler");
        try {
          given.add(add(registration));
        } catch (NoSuchChildException reason) {
          gone.add(new Gone(registration, reason));
        }
      }
      steps.next("closing its guard");
    } catch (Steps.AbandonedException nobodyWaits) {
      throw nobodyWaits;
    } catch (RuntimeException | Error failure) {
      return new Takeover(given, gone, Optional.of(failure));
    }
    return new Takeover(given, gone, Optional.empty());
  }

  /** Registers within its guard, outside of which some accept nothing. */
  void register(Registration registration) {
    try (ForkGuard guard = enter()) {
      registration.heldBy(add(registration));
    }
  }

  private Custody add(Registration registration) {
    Custody custody = new Custody(registration, candidate);
    watcher.addChildHandler(registration.pid(), custody);
    return custody;
  }
}
