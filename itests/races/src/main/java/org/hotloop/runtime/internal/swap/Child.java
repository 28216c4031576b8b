package org.hotloop.runtime.internal.swap;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Unknown;
import org.hotloop.runtime.internal.election.Candidate;

/** A child that is a zombie, its registration, and providers of which each waits for it. */
final class Child implements Registration.Dispatch {

  static final long PID = 11;

  final AtomicInteger calls = new AtomicInteger();
  final Registration registration =
      new Registration(PID, new Owner("client"), (pid, status) -> calls.incrementAndGet(), this);
  private final AtomicBoolean zombie = new AtomicBoolean(true);

  @Override
  public void dispatch(Registration arrived) {
    arrived.deliver();
  }

  @Override
  public void doubt(Registration unwatched, Unknown status) {
    throw new AssertionError("no provider fails here");
  }

  Custody custody() {
    return new Custody(registration, serving(provider()).candidate());
  }

  /** A provider that has nothing yet. */
  Provider provider() {
    return new Provider(zombie);
  }

  static Serving serving(Provider provider) {
    return new Serving(
        Candidate.<ChildWatcher>of(provider, "safe", "", Optional.empty()), provider);
  }
}
