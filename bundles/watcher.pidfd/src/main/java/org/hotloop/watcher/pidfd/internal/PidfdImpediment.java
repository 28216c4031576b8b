package org.hotloop.watcher.pidfd.internal;

import org.hotloop.spi.Impediment;

/** What pidfds cannot do here. */
record PidfdImpediment(String subject, String reason, String consequence) implements Impediment {

  /** Stands in for the Pidfd watcher where that cannot work. */
  static PidfdImpediment ofWatching(String reason) {
    return new PidfdImpediment(
        "pidfd watcher", reason, "it takes no part in the election; any other child watcher works");
  }

  /** The Pidfd watcher works without; signals are Hotloop's, whoever watches. */
  static PidfdImpediment ofSignals(String reason) {
    return new PidfdImpediment(
        "signals through pidfds",
        reason,
        "signals go by pid, to children that nobody has waited for yet");
  }
}
