package org.hotloop.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions: long enough to never fail on a slow machine, polled closely. */
final class Conditions {

  /** After this long a condition will not come true any more. */
  static final Duration NEVER = Duration.ofSeconds(30);

  private Conditions() {}

  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(NEVER)
        .until(condition);
  }
}
