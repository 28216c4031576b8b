package org.hotloop.itests.stress.internal.policy;

import java.util.HashSet;
import java.util.Set;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/** What one thread asks for, numbered from 0: each comes once, and in its order. */
final class Sequence {

  private final Findings findings;
  private final String name;

  /** Written by the thread that asks. */
  private volatile long asked;

  /** From there on none has come. Guarded by this. */
  private long next;

  /** Those before that have not come. Guarded by this. */
  private final Set<Long> passedOver = new HashSet<>();

  Sequence(Findings findings, String name) {
    this.findings = findings;
    this.name = name;
  }

  /** One more is asked for; answers its number. On the one thread that asks. */
  long ask() {
    long number = asked;
    asked = number + 1;
    return number;
  }

  /** It came. Any thread, as the rest. */
  synchronized void came(long number) {
    if (number >= next) {
      for (; next < number; next++) {
        passedOver.add(next);
      }
      next++;
    } else if (passedOver.remove(number)) {
      findings.add(Kind.OUT_OF_ORDER, "callback %d of %s".formatted(number, name));
    } else {
      findings.add(Kind.DOUBLED, "callback %d of %s".formatted(number, name));
    }
  }

  /** Whose it is. */
  String name() {
    return name;
  }

  /** How many there are that have not come. */
  synchronized long missing() {
    return asked - next + passedOver.size();
  }

  long asked() {
    return asked;
  }

  /** No more comes. */
  synchronized void judge() {
    for (; next < asked; next++) {
      passedOver.add(next);
    }
    passedOver.forEach(
        number -> findings.add(Kind.LOST, "callback %d of %s".formatted(number, name)));
  }
}
