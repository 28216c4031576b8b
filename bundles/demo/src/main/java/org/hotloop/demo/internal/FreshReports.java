package org.hotloop.demo.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.SwapDTO;

/** The runtime's reports of one kind, each once. For one thread. */
final class FreshReports {

  private final EventLoopRuntime runtime;
  private final String kind;
  private long lastEpoch;

  /** From here on. */
  FreshReports(EventLoopRuntime runtime, String kind) {
    this.runtime = runtime;
    this.kind = kind;
    this.lastEpoch =
        runtime.snapshot().swaps.stream().mapToLong(swap -> swap.epoch).max().orElse(0);
  }

  /** Those since this was asked before, the oldest first. */
  List<SwapDTO> sinceLast() {
    List<SwapDTO> fresh = new ArrayList<>(runtime.snapshot().swaps);
    fresh.removeIf(swap -> swap.epoch <= lastEpoch || !swap.kind.equals(kind));
    fresh.sort(Comparator.comparingLong(swap -> swap.epoch));
    if (!fresh.isEmpty()) {
      lastEpoch = fresh.get(fresh.size() - 1).epoch;
    }
    return fresh;
  }
}
