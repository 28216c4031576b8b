package org.hotloop.tck;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for conditions: long enough to never fail on a slow machine, polled closely. */
final class Conditions {

  /** The system property that makes it shorter, for a watcher that is known to be broken. */
  private static final String PATIENCE = "hotloop.tck.patience.seconds";

  /** After this long a condition will not come true any more. */
  static final Duration NEVER = Duration.ofSeconds(Long.getLong(PATIENCE, 30));

  private Conditions() {}

  /** What {@code future} comes to; a failure of its own is raised as it is wrapped there. */
  static <T> T resultOf(Future<T> future) throws Exception {
    return future.get(NEVER.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until {@code left} answers nothing any more; a failure tells what is left. */
  static void awaitNone(String what, Callable<? extends Collection<?>> left) throws Exception {
    try {
      await("no " + what, () -> left.call().isEmpty());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(what + ": " + left.call(), e);
    }
  }

  static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(NEVER)
        .until(condition);
  }
}
