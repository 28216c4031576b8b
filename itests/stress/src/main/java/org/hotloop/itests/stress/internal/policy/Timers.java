package org.hotloop.itests.stress.internal.policy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.hotloop.EventLoop;

/** Ten thousand timers, all the time: each that rings sets the next. */
final class Timers implements Load {

  private static final int COUNT = 10_000;
  private static final int SHORTEST_MILLIS = 10;
  private static final int LONGEST_MILLIS = 3_000;

  private final EventLoop loop;
  private final Alone alone;
  private final Alarms alarms;

  /** The loop's thread only. */
  private final RandomGenerator random;

  Timers(EventLoop loop, Alone alone, Findings findings, RandomGenerator random) {
    this.loop = loop;
    this.alone = alone;
    this.random = random;
    alarms = new Alarms(findings);
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        () -> {
          for (int i = 0; i < COUNT; i++) {
            set(wanted, over);
          }
        });
    return over;
  }

  private void set(BooleanSupplier wanted, CompletableFuture<Void> over) {
    Duration delay = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
    long number = alarms.set(System.nanoTime(), delay);
    loop.callLater(delay, () -> alone.run("a timer", () -> ring(number, wanted, over)));
  }

  private void ring(long number, BooleanSupplier wanted, CompletableFuture<Void> over) {
    alarms.rings(number, System.nanoTime());
    if (wanted.getAsBoolean()) {
      set(wanted, over);
    } else if (alarms.pending() == 0) {
      over.complete(null);
    }
  }

  long count() {
    return alarms.rung();
  }

  /** How late the latest one was. */
  Duration latest() {
    return alarms.latest();
  }

  @Override
  public void judge() {
    alarms.judge();
  }
}
