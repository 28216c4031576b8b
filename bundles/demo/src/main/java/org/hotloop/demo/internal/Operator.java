package org.hotloop.demo.internal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hotloop.dto.SwapDTO;

/** Has each swapper swap by turns, says what it did, and counts. For one thread. */
final class Operator {

  private final Supplier<String> progress;
  private final PrintStream out;
  private final Map<Swapper, Integer> swaps = new LinkedHashMap<>();

  /**
   * @param progress how far the children are, in words
   */
  Operator(List<Swapper> swappers, Supplier<String> progress, PrintStream out) {
    this.progress = progress;
    this.out = out;
    swappers.forEach(swapper -> swaps.put(swapper, 0));
  }

  /** One step of each. */
  void swap() throws DemoException {
    for (Swapper swapper : swaps.keySet()) {
      swap(swapper);
    }
  }

  /** One step of each that is in the middle of a round. */
  void swapOn() throws DemoException {
    for (Swapper swapper : swaps.keySet()) {
      if (!swapper.isRoundComplete()) {
        swap(swapper);
      }
    }
  }

  /** Whether all is as it was in the beginning. */
  boolean isRoundComplete() {
    return swaps.keySet().stream().allMatch(Swapper::isRoundComplete);
  }

  /** Whether each has swapped that often. */
  boolean hasSwapped(int times) {
    return swaps.values().stream().allMatch(count -> count >= times);
  }

  private void swap(Swapper swapper) throws DemoException {
    for (SwapDTO swap : swapper.swap()) {
      swaps.merge(swapper, 1, Integer::sum);
      out.printf(
          "%s · %s swap %d: %s → %s, moved %d, delivered meanwhile %d, parked %d, %.2f ms%n",
          progress.get(),
          swapper.what(),
          swap.epoch,
          name(swap.from),
          name(swap.to),
          swap.moved,
          swap.delivered,
          swap.parked,
          swap.durationNanos / 1e6);
    }
  }

  private static String name(String providerOrNull) {
    return providerOrNull == null ? "(none)" : providerOrNull;
  }

  /** How often which was swapped: {@code 16 watcher swaps, 18 policy swaps}. */
  @Override
  public String toString() {
    return swaps.entrySet().stream()
        .map(swapped -> "%d %s swaps".formatted(swapped.getValue(), swapped.getKey().what()))
        .collect(Collectors.joining(", "));
  }
}
