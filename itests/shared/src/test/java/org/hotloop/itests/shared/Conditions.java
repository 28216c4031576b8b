package org.hotloop.itests.shared;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for conditions and stages: long enough to never fail on a slow machine.
 *
 * <p>Not Awaitility, which the other tests use: it needs Hamcrest 2 and Pax Exam's JUnit brings 1.3,
 * so that it depends on the order of resolution whether a probe can see both.
 */
public final class Conditions {

  private static final Duration NEVER = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

  private Conditions() {}

  /** Waits until {@code condition} holds. */
  public static void await(String what, Callable<Boolean> condition) {
    if (!comeTrue(condition)) {
      throw new AssertionError("not within %d s: %s".formatted(NEVER.toSeconds(), what));
    }
  }

  /** Waits until {@code condition} holds, and says whether it does. */
  public static boolean comeTrue(Callable<Boolean> condition) {
    return becomes(true, condition, NEVER);
  }

  /** Fails unless {@code condition} holds for all of {@code time}. */
  public static void holds(String what, Duration time, Callable<Boolean> condition) {
    if (becomes(false, condition, time)) {
      throw new AssertionError("no longer so: " + what);
    }
  }

  /** Waits for what {@code stage} gives. */
  public static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(NEVER.toSeconds(), TimeUnit.SECONDS);
  }

  /** Whether {@code condition} answers {@code expected} within {@code time}. */
  private static boolean becomes(boolean expected, Callable<Boolean> condition, Duration time) {
    long begun = System.nanoTime();
    while (answer(condition) != expected) {
      if (System.nanoTime() - begun > time.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }
    return true;
  }

  private static boolean answer(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError("the condition cannot be looked at", e);
    }
  }
}
