package org.hotloop.demo.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hotloop.EventLoopRuntime;
import org.hotloop.child.ChildWatcher;
import org.hotloop.dto.SwapDTO;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Swaps the watcher as an operator would: by stopping and starting the watchers' bundles through
 * the framework. Five steps make a round, each of which is one swap; the third leaves no watcher at
 * all for a while.
 */
final class WatcherSwapper {

  /** A stop or start of watcher bundles that changes who is current. */
  private interface Step {
    void take() throws BundleException;
  }

  private final EventLoopRuntime runtime;
  private final List<Step> round;
  private int steps;
  private long lastEpoch;

  /** Expects the watchers {@code safe} and {@code fast}, both started. */
  WatcherSwapper(BundleContext context, EventLoopRuntime runtime) throws DemoException {
    this.runtime = runtime;
    Bundle safe = watcherBundle(context, "safe");
    Bundle fast = watcherBundle(context, "fast");
    this.round =
        List.of(
            () -> safe.stop(Bundle.STOP_TRANSIENT),
            () -> safe.start(Bundle.START_TRANSIENT),
            () -> {
              fast.stop(Bundle.STOP_TRANSIENT);
              safe.stop(Bundle.STOP_TRANSIENT);
            },
            () -> fast.start(Bundle.START_TRANSIENT),
            () -> safe.start(Bundle.START_TRANSIENT));
    this.lastEpoch =
        runtime.snapshot().swaps.stream().mapToLong(swap -> swap.epoch).max().orElse(0);
  }

  /**
   * Takes the next step.
   *
   * @return the reports of the swaps since the last one, the oldest first
   */
  List<SwapDTO> swap() throws DemoException {
    try {
      round.get(steps++ % round.size()).take();
    } catch (BundleException e) {
      throw new DemoException("cannot stop or start a watcher's bundle", e);
    }
    return reportsSinceLast();
  }

  /** Whether all watchers are started again. */
  boolean isRoundComplete() {
    return steps % round.size() == 0;
  }

  private List<SwapDTO> reportsSinceLast() {
    List<SwapDTO> fresh = new ArrayList<>(runtime.snapshot().swaps);
    fresh.removeIf(swap -> swap.epoch <= lastEpoch || !swap.kind.equals("watcher"));
    fresh.sort(Comparator.comparingLong(swap -> swap.epoch));
    if (!fresh.isEmpty()) {
      lastEpoch = fresh.get(fresh.size() - 1).epoch;
    }
    return fresh;
  }

  private static Bundle watcherBundle(BundleContext context, String name) throws DemoException {
    try {
      return context
          .getServiceReferences(ChildWatcher.class, "(hotloop.watcher=" + name + ")")
          .stream()
          .findFirst()
          .map(ServiceReference::getBundle)
          .orElseThrow(
              () ->
                  new DemoException(
                      "there is no watcher '%s': start the bundle org.hotloop.watcher.%s"
                          .formatted(name, name)));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
