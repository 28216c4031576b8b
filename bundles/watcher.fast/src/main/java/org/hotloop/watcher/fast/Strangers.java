package org.hotloop.watcher.fast;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hotloop.child.ExitStatus;

/**
 * The statuses that a wait for any child took while nobody was registered for them, kept while a
 * guard is open. Not thread-safe: guarded by the watch's lock, as the waits are.
 */
final class Strangers {

  private final Map<Long, ExitStatus> statuses = new HashMap<>();
  private int guards;
  private boolean held;

  /** Opens a guard; answers how many are open now. */
  int enter() {
    return ++guards;
  }

  /** A wait left an exit where it was, for a spawn under way. */
  void hold() {
    held = true;
  }

  /** Whether there was such a wait since this was asked last. */
  boolean takeHeld() {
    boolean taken = held;
    held = false;
    return taken;
  }

  /** Closes a guard; answers the statuses that nobody can ask for any more. */
  Map<Long, ExitStatus> leave() {
    guards--;
    if (isGuarded()) {
      return Map.of();
    }
    Map<Long, ExitStatus> dropped = Map.copyOf(statuses);
    statuses.clear();
    return dropped;
  }

  boolean isGuarded() {
    return guards > 0;
  }

  void keep(long pid, ExitStatus status) {
    statuses.put(pid, status);
  }

  Optional<ExitStatus> take(long pid) {
    return Optional.ofNullable(statuses.remove(pid));
  }
}
