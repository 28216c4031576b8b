package org.hotloop.runtime.internal.front;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that the next engine does not watch.
 *
 * @param what what it is
 * @param why what the engine said
 * @param grace how long it is watched all the same; empty: not at all any more
 */
record Refusal(String what, RuntimeException why, Optional<Duration> grace) {

  /** In words, for the operator. */
  @Override
  public String toString() {
    return grace
        .map(time -> "%s: %s; it has %d ms left".formatted(what, why, time.toMillis()))
        .orElseGet(() -> "%s: %s".formatted(what, why));
  }
}
