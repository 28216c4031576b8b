package org.hotloop.itests.shared;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Waits for conditions and stages: long enough to never fail on a slow machine. */
public final class Conditions {

  private static final Duration NEVER = Duration.ofSeconds(30);

  private Conditions() {}

  /** Waits until {@code condition} holds. */
  public static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(NEVER)
        .until(condition);
  }

  /** Fails unless {@code condition} holds for all of {@code time}. */
  public static void holds(String what, Duration time, Callable<Boolean> condition) {
    Awaitility.await(what).during(time).atMost(time.plus(NEVER)).until(condition);
  }

  /** Waits for what {@code stage} gives. */
  public static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(NEVER.toSeconds(), TimeUnit.SECONDS);
  }
}
