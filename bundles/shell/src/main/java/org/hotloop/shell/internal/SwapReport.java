package org.hotloop.shell.internal;

import java.util.List;
import java.util.Locale;
import org.hotloop.dto.SwapDTO;

/** Swaps as text: one as a sentence, many as a table. */
final class SwapReport {

  private static final double NANOS_PER_MILLI = 1_000_000.0;

  private SwapReport() {}

  /** One line: what was swapped and what became of the registrations. */
  static String sentence(SwapDTO swap) {
    return "swap %d: %s %s -> %s, %d moved, %d delivered meanwhile, %d parked, %d unknown%s, %s"
        .formatted(
            swap.epoch,
            swap.kind,
            name(swap.from),
            name(swap.to),
            swap.moved,
            swap.delivered,
            swap.parked,
            swap.unknown,
            swap.limbo == 0 ? "" : ", %d in limbo".formatted(swap.limbo),
            duration(swap));
  }

  static String table(List<SwapDTO> swaps) {
    TextTable table =
        new TextTable(
            "epoch",
            "kind",
            "from",
            "to",
            "moved",
            "delivered",
            "parked",
            "unknown",
            "took",
            "reason");
    for (SwapDTO swap : swaps) {
      table.row(
          swap.epoch,
          swap.kind,
          name(swap.from),
          name(swap.to),
          swap.moved,
          swap.delivered,
          swap.parked,
          swap.unknown,
          duration(swap),
          swap.reason);
    }
    return table.render();
  }

  private static String name(String providerOrNull) {
    return providerOrNull == null ? "none" : providerOrNull;
  }

  private static String duration(SwapDTO swap) {
    return String.format(Locale.ROOT, "%.2f ms", swap.durationNanos / NANOS_PER_MILLI);
  }
}
