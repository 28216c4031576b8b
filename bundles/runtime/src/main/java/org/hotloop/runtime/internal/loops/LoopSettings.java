package org.hotloop.runtime.internal.loops;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked for of a managed loop.
 *
 * @param name its name
 * @param policy the name of the policy that makes its engines; empty: whichever is current
 * @param threadName the name of its thread
 * @param threadPriority of its thread, as {@link Thread#setPriority} takes it
 * @param debug whether debug mode is on from the start
 * @param slowCallback from which duration on a callback is slow, in debug mode
 * @param blockedAfter after which duration inside one callback it counts as blocked; 0: never
 * @param grace how long connections live that the next policy's loops cannot watch
 */
public record LoopSettings(
    String name,
    String policy,
    String threadName,
    int threadPriority,
    boolean debug,
    Duration slowCallback,
    Duration blockedAfter,
    Duration grace) {

  /** asyncio's slow callbacks, and a second for one that blocks. */
  private static final Duration SLOW = Duration.ofMillis(100);

  private static final Duration BLOCKED = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** The main loop's. */
  static LoopSettings main() {
    return of(ManagedLoops.MAIN, "hotloop-main");
  }

  /** What a loop is that only its name is known of. */
  public static LoopSettings named(String name) {
    return of(name, threadName(name));
  }

  private static LoopSettings of(String name, String threadName) {
    return new LoopSettings(
        name, "", threadName, Thread.NORM_PRIORITY, false, SLOW, BLOCKED, GRACE);
  }

  /** What the thread of a loop is called where nobody says otherwise. */
  public static String threadName(String loop) {
    return "hotloop-loop-" + loop;
  }

  /** Why it cannot be. */
  Optional<String> objection() {
    if (name.isBlank()) {
      return Optional.of("the name is empty");
    }
    if (name.equals(ManagedLoops.MAIN)) {
      return Optional.of("the name 'main' is the runtime's own loop");
    }
    if (threadPriority < Thread.MIN_PRIORITY || threadPriority > Thread.MAX_PRIORITY) {
      return Optional.of(
          "threadPriority %d is not within %d to %d"
              .formatted(threadPriority, Thread.MIN_PRIORITY, Thread.MAX_PRIORITY));
    }
    if (slowCallback.isNegative()) {
      return Optional.of("slowCallbackMillis is negative: " + slowCallback.toMillis());
    }
    if (blockedAfter.isNegative()) {
      return Optional.of("blockedAfterMillis is negative: " + blockedAfter.toMillis());
    }
    if (grace.isNegative()) {
      return Optional.of("graceMillis is negative: " + grace.toMillis());
    }
    return Optional.empty();
  }
}
