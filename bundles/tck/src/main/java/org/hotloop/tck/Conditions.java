package org.hotloop.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Waits for conditions: long enough to never fail on a slow machine, polled closely. */
final class Conditions {

  /** After this long a condition will not come true any more. */
  static final Duration NEVER = Duration.ofSeconds(30);

  private Conditions() {}

  /** What {@code future} comes to; a failure of its own is raised as it is wrapped there. */
  static <T> T resultOf(Future<T> future) throws Exception {
    return future.get(NEVER.toSeconds(), TimeUnit.SECONDS);
  }

  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(NEVER)
        .until(condition);
  }
}
