package org.hotloop.itests.stress.internal.watcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.SwapReports;

/** Says every two seconds how things stand. Reads the ledger until it is closed. */
final class Progress implements AutoCloseable {

  private static final long INTERVAL_SECONDS = 2;

  /** An exit that nobody was told of for that long is most likely lost. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A child that has ended, and when that was seen. */
  private record End(Child child, long seen) {}

  private final PrintStream out;
  private final Books books;
  private final Ledger ledger;
  private final SwapReports swaps;
  private final ClassLoaders loaders;
  private final long begun = System.nanoTime();
  private final Deque<End> ends = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "stress-progress"));

  Progress(PrintStream out, Books books, Ledger ledger, SwapReports swaps, ClassLoaders loaders) {
    this.out = out;
    this.books = books;
    this.ledger = ledger;
    this.swaps = swaps;
    this.loaders = loaders;
    thread.scheduleAtFixedRate(this::print, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** Since it was made. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void print() {
    out.printf(
        Locale.ROOT,
        "%3d s · children %,d started, %,d ended, %,d alive · swaps %,d, updates %,d"
            + " · lost %d, doubled %d%n",
        time().toSeconds(),
        books.started(),
        books.ended(),
        books.live(),
        swaps.swaps(),
        loaders.replacements(),
        late(),
        books.doubled());
  }

  private long late() {
    long now = System.nanoTime();
    try {
      ledger.more().stream()
          .flatMap(line -> books.child(line.id()).stream())
          .forEach(child -> ends.add(new End(child, now)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ends.removeIf(end -> end.child().isTold());
    return ends.stream().filter(end -> now - end.seen() > LATE_NANOS).count();
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(INTERVAL_SECONDS, TimeUnit.SECONDS);
  }
}
