package org.hotloop.runtime.internal.election;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what one provider did against its contract, and warns once of each kind. Any thread. */
final class Breaches {

  private static final Logger LOG = System.getLogger(Breaches.class.getName());

  /** Guarded by itself. */
  private final Map<Breach, Integer> counts = new EnumMap<>(Breach.class);

  void add(String provider, Breach breach, String detail, Optional<Throwable> cause) {
    boolean first;
    synchronized (counts) {
      first = counts.merge(breach, 1, Integer::sum) == 1;
    }
    LOG.log(
        first ? Level.WARNING : Level.DEBUG,
        () -> "watcher %s %s: %s".formatted(provider, breach, detail),
        cause.orElse(null));
  }

  Map<String, Integer> toDTO() {
    Map<String, Integer> byText = new TreeMap<>();
    synchronized (counts) {
      counts.forEach((breach, count) -> byText.put(breach.toString(), count));
    }
    return byText;
  }
}
