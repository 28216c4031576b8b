package org.hotloop.runtime.internal.swap;

import java.util.Map;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.election.Election;
import org.hotloop.runtime.internal.election.Office;
import org.hotloop.runtime.internal.election.Source;

/** The runtime's watcher above some providers, of which one is named after the other. */
final class Reign {

  private final SwapSafeWatcher children;
  private final Election<ChildWatcher> election = new Election<>("watcher");
  private final Office<ChildWatcher> office;

  /**
   * @param mainLoop where providers watch, and handlers are called
   * @param first the name of the provider that serves at first
   */
  Reign(EventLoop mainLoop, Map<String, ChildWatcher> providers, String first) {
    children = new SwapSafeWatcher(() -> Optional.of(mainLoop), Patience.DEFAULT);
    office =
        new Office<>("watcher", () -> election.choose().on(mainLoop), children, report -> report);
    providers.forEach(
        (name, provider) ->
            election.add(new Candidate<>(name, 0, 0, "", new Source.Fixed<>(provider))));
    election.pin(first);
    office.settle();
  }

  /** As any bundle gets it. */
  ChildWatcher watcher() {
    return children.ownedBy("client");
  }

  /** Has another one serve; it does when this returns. */
  SwapDTO name(String provider) {
    election.pin(provider);
    return office.settle().orElseThrow(() -> new IllegalStateException(provider + " served"));
  }

  void end() {
    children.close();
    children.end();
  }
}
