package org.hotloop.itests.bench.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** How much is done, and how long the rest takes: at the pace that there was so far. */
final class Progress {

  private static final double SECONDS_PER_MINUTE = 60;

  private final Options options;
  private final int total;
  private final double expected;
  private final long begun = System.nanoTime();
  private int done;
  private double doneOfExpected;

  Progress(Options options, List<Turn> turns) {
    this.options = options;
    this.total = turns.size();
    this.expected = turns.stream().mapToDouble(turn -> turn.seconds(options)).sum();
  }

  /** Before the first turn. */
  String announcement() {
    return "%d runs, about %s on two quiet processors".formatted(total, minutes(expected));
  }

  /** After a turn. */
  String after(Turn turn) {
    done++;
    doneOfExpected += turn.seconds(options);
    double taken = (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    double left = (expected - doneOfExpected) * taken / doneOfExpected;
    return "[%d/%d, %s left]".formatted(done, total, minutes(left));
  }

  int total() {
    return total;
  }

  private static String minutes(double seconds) {
    return "%.0f min".formatted(Math.ceil(seconds / SECONDS_PER_MINUTE));
  }
}
