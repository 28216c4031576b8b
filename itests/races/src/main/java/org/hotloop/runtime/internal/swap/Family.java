package org.hotloop.runtime.internal.swap;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.runtime.internal.election.Source;

/**
 * The runtime's watcher, whole: table, dispatcher, gate and election, above two providers of one
 * child. There is no main loop, so handlers run on the thread that brings the exit.
 */
final class Family {

  /** Providers are attached to it; nobody calls it. */
  private static final EventLoop LOOP =
      (EventLoop)
          Proxy.newProxyInstance(
              Family.class.getClassLoader(),
              new Class<?>[] {EventLoop.class},
              (loop, method, arguments) -> {
                throw new AssertionError(method + " is called");
              });

  final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean zombie = new AtomicBoolean(true);
  private final Provider old = new Provider(zombie);
  private final Provider young = new Provider(zombie);
  private final SwapSafeWatcher children = new SwapSafeWatcher(Optional::empty, Patience.DEFAULT);
  private final OwnedWatcher watcher = children.ownedBy("client");
  private final Election<ChildWatcher> election = new Election<>("watcher");
  private final Office<ChildWatcher> office =
      new Office<>("watcher", () -> election.choose().on(LOOP), children, report -> report);

  Family() {
    serve(old, 1);
  }

  private void serve(Provider provider, int ranking) {
    election.add(new Candidate<>("safe", ranking, ranking, "", new Source.Fixed<>(provider)));
    office.settle();
  }

  /** Answers false when it was refused. */
  boolean register() {
    try {
      watcher.addChildHandler(Child.PID, (pid, status) -> calls.incrementAndGet());
      return true;
    } catch (IllegalStateException closed) {
      return false;
    }
  }

  boolean remove() {
    return watcher.removeChildHandler(Child.PID);
  }

  /** The young provider serves when this returns. */
  void swap() {
    serve(young, 2);
  }

  /** The provider that serves first waits for the child. */
  void exit() {
    old.sweep();
  }

  /** The runtime closes. */
  void close() {
    children.close();
    children.deliverDropped();
  }

  /** Whoever has the child waits for it; then all is over. */
  void settle() {
    old.sweep();
    young.sweep();
    children.deliverDropped();
    children.end();
  }

  /** How many registrations nobody has settled. */
  int open() {
    return children.size();
  }
}
