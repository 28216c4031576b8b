package org.hotloop.posix.internal;

import java.util.TreeSet;

/**
 * The spawns that have begun and not returned. Each may have a child whose pid nobody knows but the
 * C library. Not thread-safe.
 */
final class SpawnsUnderWay {

  private final TreeSet<Long> tickets = new TreeSet<>();
  private long lastTicket;

  /** Who was asked about last; null for nobody. */
  private Suspect suspect;

  /** A spawn begins; answers what ends it. */
  long begin() {
    tickets.add(++lastTicket);
    return lastTicket;
  }

  void end(long ticket) {
    tickets.remove(ticket);
    if (tickets.isEmpty()) {
      suspect = null;
    }
  }

  boolean isNone() {
    return tickets.isEmpty();
  }

  /**
   * Whether {@code pid}, which is a zombie, may be the child of one of them: no longer so once
   * those are over that had begun when it was asked about first.
   */
  boolean mayBeOf(long pid) {
    if (suspect == null || suspect.pid != pid) {
      suspect = new Suspect(pid, lastTicket);
    }
    return !tickets.isEmpty() && tickets.first() <= suspect.latestParent;
  }

  private record Suspect(long pid, long latestParent) {}
}
