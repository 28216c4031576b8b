package org.hotloop.runtime.internal.loops;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotloop.runtime.internal.front.RunningCallback;
import org.hotloop.runtime.internal.front.SwapSafeLoop;

/**
 * Sees whether one callback keeps a loop. It looks from outside, now and then, at what the loop
 * shows of itself anyway, so the loop pays nothing. For one thread, but for {@link #blockage()}.
 */
final class Vigil {

  private static final Logger LOG = System.getLogger(Vigil.class.getName());
  private static final int FRAMES = 12;

  private final String loopName;
  private final SwapSafeLoop loop;
  private final Thread thread;

  /** What ran at the last look that saw another one than the look before. */
  private Optional<RunningCallback> seen = Optional.empty();

  private long since;
  private volatile Optional<String> blockage = Optional.empty();

  Vigil(String loopName, SwapSafeLoop loop, Thread thread) {
    this.loopName = loopName;
    this.loop = loop;
    this.thread = thread;
  }

  /** What blocks the loop, and where it is; empty while nothing does. Any thread. */
  Optional<String> blockage() {
    return blockage;
  }

  /**
   * Looks.
   *
   * @param limit how long one callback may take; 0 is for ever
   */
  void look(Duration limit) {
    long now = System.nanoTime();
    Optional<RunningCallback> runs = limit.isZero() ? Optional.empty() : loop.running();
    if (!runs.equals(seen)) {
      goesOn(now);
      seen = runs;
      since = now;
    } else if (runs.isPresent() && blockage.isEmpty() && now - since >= limit.toNanos()) {
      blocks(runs.get());
    }
  }

  private void blocks(RunningCallback runs) {
    String stack =
        Arrays.stream(thread.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n\tat " + frame)
            .collect(Collectors.joining());
    if (!loop.running().equals(Optional.of(runs))) {
      return; // it has ended in this moment: the stack is another one's
    }
    blockage = Optional.of("blocked by %s%s".formatted(runs.callback(), stack));
    LOG.log(
        Level.WARNING,
        () -> "loop %s is blocked by %s%s".formatted(loopName, runs.callback(), stack));
  }

  private void goesOn(long now) {
    if (blockage.isPresent()) {
      blockage = Optional.empty();
      LOG.log(
          Level.INFO,
          () ->
              String.format(
                  Locale.ROOT,
                  "loop %s goes on, after at least %.1f s",
                  loopName,
                  (now - since) / 1e9));
    }
  }
}
