package org.hotloop.demo.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
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
 * the framework. In a round they are stopped from the highest ranking down, until there is no
 * watcher at all, and started again from the lowest up. Each of these steps is a swap.
 */
final class WatcherSwapper implements Swapper {

  /** A stop or start of a watcher's bundle that changes who is current. */
  private interface Step {
    void take() throws BundleException;
  }

  private final FreshReports swaps;
  private final List<Step> round;
  private int steps;

  /** Expects that watchers are started, each from a bundle of its own. */
  WatcherSwapper(BundleContext context, EventLoopRuntime runtime) throws DemoException {
    this.swaps = new FreshReports(runtime, "watcher");
    this.round = round(watcherBundles(context));
  }

  @Override
  public String what() {
    return "watcher";
  }

  @Override
  public List<SwapDTO> swap() throws DemoException {
    try {
      round.get(steps++ % round.size()).take();
    } catch (BundleException e) {
      throw new DemoException("cannot stop or start a watcher's bundle", e);
    }
    return swaps.sinceLast();
  }

  @Override
  public boolean isRoundComplete() {
    return steps % round.size() == 0;
  }

  private static List<Step> round(List<Bundle> bestFirst) {
    List<Step> down = new ArrayList<>();
    List<Step> up = new ArrayList<>();
    for (Bundle watcher : bestFirst) {
      down.add(() -> watcher.stop(Bundle.STOP_TRANSIENT));
      up.add(0, () -> watcher.start(Bundle.START_TRANSIENT));
    }
    return Stream.of(down, up).flatMap(List::stream).toList();
  }

  private static List<Bundle> watcherBundles(BundleContext context) throws DemoException {
    try {
      List<Bundle> bestFirst =
          context.getServiceReferences(ChildWatcher.class, "(hotloop.watcher=*)").stream()
              .sorted(Comparator.reverseOrder())
              .map(ServiceReference::getBundle)
              .toList();
      if (bestFirst.size() < 2) {
        throw new DemoException(
            "there are no two watchers to swap: start bundles such as org.hotloop.watcher.safe"
                + " and org.hotloop.watcher.fast");
      }
      return bestFirst;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
