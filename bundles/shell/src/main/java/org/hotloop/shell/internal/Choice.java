package org.hotloop.shell.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hotloop.dto.ElectionDTO;
import org.hotloop.dto.SwapDTO;

/**
 * The operator's choice among providers: show them, name one, or leave it to the election.
 *
 * @param kind "policy" or "watcher"
 * @param election the election as it stands
 * @param pin names a provider
 * @param unpin gives the choice back
 */
record Choice(
    String kind,
    Supplier<ElectionDTO> election,
    Function<String, Optional<SwapDTO>> pin,
    Supplier<Optional<SwapDTO>> unpin) {

  /**
   * Does what the arguments ask for.
   *
   * @return what is so now
   * @throws IllegalArgumentException for more than one name, or a name beside {@code auto}
   */
  String make(boolean auto, List<String> names) {
    if (names.size() > (auto ? 0 : 1)) {
      throw new IllegalArgumentException(
          "%s: give one name, or --auto, or nothing".formatted(kind));
    }
    if (auto) {
      return outcome(unpin.get());
    }
    return names.isEmpty() ? list() : outcome(pin.apply(names.get(0)));
  }

  private String list() {
    return ElectionReport.render(kind, election.get()).stripTrailing();
  }

  private String outcome(Optional<SwapDTO> swap) {
    ElectionDTO now = election.get();
    return swap.map(SwapReport::sentence)
        .orElseGet(
            () ->
                "%s stays %s (%s)"
                    .formatted(kind, now.current == null ? "none" : now.current, now.reason));
  }
}
