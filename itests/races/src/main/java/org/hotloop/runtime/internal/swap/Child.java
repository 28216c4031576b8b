package org.hotloop.runtime.internal.swap;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;
import org.hotloop.child.Unknown;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Source;

/** A child that is a zombie, its registration, and providers of which each waits for it. */
final class Child implements Registration.Dispatch {

  private static final long PID = 11;

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
    return new Custody(registration, provider().candidate());
  }

  /** A provider that has nothing yet. */
  Serving provider() {
    Provider watcher = new Provider();
    return new Serving(
        new Candidate<>("safe", 0, 0, "", new Source.Fixed<ChildWatcher>(watcher)), watcher);
  }

  /** Waits for the child as a provider does: the wait and the handler's removal are one. */
  static void sweep(Serving provider) {
    ((Provider) provider.watcher()).sweep();
  }

  private final class Provider implements ChildWatcher {

    private ChildHandler handler;

    @Override
    public synchronized void addChildHandler(long pid, ChildHandler added) {
      handler = added;
    }

    @Override
    public synchronized boolean removeChildHandler(long pid) {
      boolean removed = handler != null;
      handler = null;
      return removed;
    }

    private void sweep() {
      ChildHandler told = null;
      synchronized (this) {
        if (handler != null && zombie.compareAndSet(true, false)) {
          told = handler;
          handler = null;
        }
      }
      if (told != null) {
        told.childExited(PID, new Exited(7));
      }
    }

    @Override
    public void attachLoop(EventLoop loopOrNull) {}

    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public void close() {}
  }
}
