package org.hotloop.itests.stress.internal.watcher;

import java.util.random.RandomGenerator;

/**
 * How a child is to end, decided before it is born.
 *
 * @param way who ends it, and when
 * @param returncode what its handler must be told: a code, or minus the signal
 */
record Ending(Way way, int returncode) {

  private static final int CODES = 251;

  /** What a child can do to itself; the real-time ones are known to few. */
  private static final int[] OWN_SIGNALS = {6, 11, 15, 9, 35, 40, 64};

  /** What we do to it. */
  private static final int[] OUR_SIGNALS = {1, 2, 9, 10, 12, 15, 34};

  /** Who ends a child, and when. Its standard output is the ledger, its arguments id and end. */
  enum Way {
    AT_ONCE("echo \"$1 $$ $2\"; exit $2"),
    /** A line on its standard input, which it shares with others, lets one of them go. */
    WHEN_RELEASED("read line; echo \"$1 $$ $2\"; exit $2"),
    BY_ITS_OWN_SIGNAL("echo \"$1 $$ $2\"; kill $2 $$"),
    /** No line ever comes; nor does it write, since most signals leave no time to. */
    BY_OUR_SIGNAL("read line");

    private final String script;

    Way(String script) {
      this.script = script;
    }
  }

  /** One of all kinds, as a program that comes and goes has them. */
  static Ending any(int id, RandomGenerator random) {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return new Ending(Way.AT_ONCE, id % CODES);
    }
    if (dice < 60) {
      return new Ending(Way.BY_ITS_OWN_SIGNAL, -one(OWN_SIGNALS, random));
    }
    return held(id, random);
  }

  /** One that lives until it is let go. */
  static Ending held(int id, RandomGenerator random) {
    return random.nextInt(4) > 0
        ? new Ending(Way.WHEN_RELEASED, id % CODES)
        : new Ending(Way.BY_OUR_SIGNAL, -one(OUR_SIGNALS, random));
  }

  private static int one(int[] signals, RandomGenerator random) {
    return signals[random.nextInt(signals.length)];
  }

  /** What {@code /bin/sh} runs. */
  String script() {
    return way.script;
  }

  /** Whether it writes into the ledger before it ends. */
  boolean isWritten() {
    return way != Way.BY_OUR_SIGNAL;
  }
}
