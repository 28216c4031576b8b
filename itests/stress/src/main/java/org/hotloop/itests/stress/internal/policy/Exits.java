package org.hotloop.itests.stress.internal.policy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hotloop.itests.stress.internal.policy.Findings.Kind;

/** Children by their number: the exit of each is told once, with its code. Any thread. */
final class Exits {

  private static final int CODES = 251;

  private final Findings findings;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, Integer> alive = new ConcurrentHashMap<>();

  Exits(Findings findings) {
    this.findings = findings;
  }

  /** A child that is about to be started; answers its number. */
  long expect() {
    long number = numbers.getAndIncrement();
    alive.put(number, code(number));
    return number;
  }

  /** With which it has to exit. */
  static int code(long number) {
    return (int) (number % CODES);
  }

  /** Its exit was told. */
  void told(long number, int returncode) {
    Integer expected = alive.remove(number);
    if (expected == null) {
      findings.add(Kind.DOUBLED, "the exit of child " + number);
    } else if (returncode != expected) {
      findings.add(
          Kind.WRONG, "child %d: %d instead of %d".formatted(number, returncode, expected));
    }
  }

  /** It could not be started, or waited for. */
  void broke(long number, Throwable failure) {
    alive.remove(number);
    findings.add(Kind.BROKEN, "child %d: %s".formatted(number, failure));
  }

  long started() {
    return numbers.get();
  }

  int alive() {
    return alive.size();
  }

  void judge() {
    alive.keySet().forEach(number -> findings.add(Kind.LOST, "the exit of child " + number));
  }
}
