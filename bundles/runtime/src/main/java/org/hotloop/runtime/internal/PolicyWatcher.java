package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.hotloop.EventLoopPolicy;
import org.hotloop.child.ChildWatcher;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Lease;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.runtime.internal.swap.OwnedWatcher;

/** What a custom policy decides about the watcher. */
final class PolicyWatcher {

  private static final Logger LOG = System.getLogger(PolicyWatcher.class.getName());

  private PolicyWatcher() {}

  /** Asks the current policy, until it is the one that was asked: it may change meanwhile. */
  static void ask(Office<EventLoopPolicy> policies, Election<ChildWatcher> watchers) {
    Optional<Lease<EventLoopPolicy>> asked;
    do {
      asked = policies.current();
      watchers.decide(asked.flatMap(policy -> of(policy, watchers.decided())));
    } while (!asked.equals(policies.current()));
  }

  /**
   * The policy's own watcher as a candidate; empty when it uses the runtime's, or has none to give.
   *
   * @param before what was answered last, which stays the same candidate for the same object
   */
  private static Optional<Candidate<ChildWatcher>> of(
      Lease<EventLoopPolicy> policy, Optional<Candidate<ChildWatcher>> before) {
    return watcher(policy)
        .filter(watcher -> !(watcher instanceof OwnedWatcher))
        .map(
            watcher ->
                before.filter(one -> one.standsFor(watcher)).orElseGet(() -> of(policy, watcher)));
  }

  private static Candidate<ChildWatcher> of(Lease<EventLoopPolicy> policy, ChildWatcher watcher) {
    return Candidate.of(
        watcher,
        "policy " + policy.candidate().name(),
        policy.candidate().bundle(),
        Optional.empty());
  }

  private static Optional<ChildWatcher> watcher(Lease<EventLoopPolicy> policy) {
    try {
      return Optional.ofNullable(policy.object().getChildWatcher());
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () ->
              "policy %s gives no watcher; the rest of the election decides"
                  .formatted(policy.candidate().name()),
          failure);
      return Optional.empty();
    }
  }
}
