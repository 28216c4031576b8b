package org.hotloop.runtime.internal;

import java.util.Optional;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.front.Move;

/** The report of a managed loop's move. */
final class LoopReport {

  private LoopReport() {}

  /**
   * But for its epoch and time.
   *
   * @param from the policy that made the engine before
   * @param to the policy that made the engine since
   * @param why it did
   */
  static SwapDTO of(
      String loop, Optional<String> from, Optional<String> to, String why, Move move) {
    SwapDTO dto = new SwapDTO();
    dto.kind = "loop";
    dto.from = from.orElse(null);
    dto.to = to.orElse(null);
    dto.reason = "loop %s: %s".formatted(loop, why);
    dto.moved = to.isPresent() ? move.kept() : 0;
    dto.parked = to.isPresent() ? 0 : move.kept();
    dto.durationNanos = move.nanos();
    return dto;
  }
}
