package org.hotloop.shell.internal;

import java.util.List;
import java.util.Map;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.ProviderDTO;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.dto.SwapDTO;

/** Snapshots as a runtime would give them. */
final class Snapshots {

  private Snapshots() {}

  /** The default policy, Safe and Fast; nothing happened yet. */
  static RuntimeDTO idle() {
    RuntimeDTO runtime = new RuntimeDTO();
    runtime.policy =
        election("default", "the only one", provider("default", 0, "org.hotloop.loop"));
    runtime.watcher =
        election(
            "safe",
            "the highest ranking",
            provider("safe", 0, "org.hotloop.watcher.safe"),
            provider("fast", -100, "org.hotloop.watcher.fast"));
    runtime.loops = List.of();
    runtime.children = List.of();
    runtime.swaps = List.of();
    runtime.impediments = List.of();
    return runtime;
  }

  static ElectionDTO election(String currentOrNull, String reason, ProviderDTO... providers) {
    ElectionDTO election = new ElectionDTO();
    election.current = currentOrNull;
    election.reason = reason;
    election.configured = "";
    election.pinned = "";
    election.providers = List.of(providers);
    election.providers.forEach(provider -> provider.current = provider.name.equals(currentOrNull));
    return election;
  }

  static ProviderDTO provider(String name, int ranking, String bundle) {
    ProviderDTO provider = new ProviderDTO();
    provider.name = name;
    provider.ranking = ranking;
    provider.bundle = bundle;
    provider.problem = "";
    provider.breaches = Map.of();
    return provider;
  }

  static SwapDTO swap(long epoch, String fromOrNull, String toOrNull) {
    SwapDTO swap = new SwapDTO();
    swap.epoch = epoch;
    swap.kind = "watcher";
    swap.from = fromOrNull;
    swap.to = toOrNull;
    swap.reason = "by hand";
    swap.moved = 3;
    swap.delivered = 1;
    swap.durationNanos = 1_500_000;
    return swap;
  }
}
