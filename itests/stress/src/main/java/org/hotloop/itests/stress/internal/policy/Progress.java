package org.hotloop.itests.stress.internal.policy;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.SwapReports;

/** Says every two seconds how things stand, until it is closed. */
final class Progress implements AutoCloseable {

  private static final long INTERVAL_SECONDS = 2;

  private final PrintStream out;
  private final Work work;
  private final SwapReports moves;
  private final ClassLoaders loaders;
  private final Findings findings;
  private final long begun = System.nanoTime();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(print -> new Thread(print, "stress-progress"));

  Progress(PrintStream out, Work work, SwapReports moves, ClassLoaders loaders, Findings findings) {
    this.out = out;
    this.work = work;
    this.moves = moves;
    this.loaders = loaders;
    this.findings = findings;
    thread.scheduleAtFixedRate(this::print, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** Since it was made. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void print() {
    out.printf(
        Locale.ROOT,
        "%3d s · %s · moves %,d, updates %,d · %s%n",
        time().toSeconds(),
        work,
        moves.swaps(),
        loaders.replacements(),
        findings.isEmpty() ? "nothing wrong" : findings);
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(INTERVAL_SECONDS, TimeUnit.SECONDS);
  }
}
