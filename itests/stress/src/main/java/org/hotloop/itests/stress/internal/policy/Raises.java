package org.hotloop.itests.stress.internal.policy;

import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/** A signal that is raised again when it was told: so each is told, and once. Any thread. */
final class Raises {

  private final Findings findings;
  private final String signal;

  /** Guarded by this, as is the other. */
  private long raised;

  private boolean owed;

  Raises(Findings findings, String signal) {
    this.findings = findings;
    this.signal = signal;
  }

  /** It is about to be raised. */
  synchronized void raised() {
    raised++;
    owed = true;
  }

  /** The handler is called. */
  synchronized void told() {
    if (!owed) {
      findings.add(Kind.DOUBLED, "signal %s, raised %d times".formatted(signal, raised));
    }
    owed = false;
  }

  synchronized long count() {
    return raised;
  }

  /** No more is told. */
  synchronized void judge() {
    if (owed) {
      findings.add(Kind.LOST, "signal %s, the last of %d".formatted(signal, raised));
    }
  }
}
