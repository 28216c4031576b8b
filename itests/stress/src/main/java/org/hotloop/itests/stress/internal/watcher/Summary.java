package org.hotloop.itests.stress.internal.watcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.Footprint;
import org.hotloop.itests.stress.internal.Settings;
import org.hotloop.itests.stress.internal.SwapReports;
import org.hotloop.itests.stress.internal.watcher.Oracle.Judgement;

/** The last words: one line with all numbers, and what is wrong, if anything is. */
final class Summary {

  private static final int SHOWN = 20;

  private final Settings settings;
  private final Books books;
  private final SwapReports swaps;
  private final ClassLoaders loaders;
  private final PrintStream out;

  Summary(
      Settings settings, Books books, SwapReports swaps, ClassLoaders loaders, PrintStream out) {
    this.settings = settings;
    this.books = books;
    this.swaps = swaps;
    this.loaders = loaders;
    this.out = out;
  }

  /** Prints it; answers whether nothing is wrong. */
  boolean print(Duration time, Judgement judgement, Footprint before, Footprint after) {
    out.printf(
        Locale.ROOT,
        "stress: seed %d, %d s: children %,d, at most %,d alive, swaps %s, updates %,d, pairs %d of %d,"
            + " lost %d, doubled %d, misattributed %d, unknown %d, zombies %d → %d,"
            + " descriptors %d → %d, threads %d → %d, class loaders %d → %d%n",
        settings.seed(),
        time.toSeconds(),
        judgement.children(),
        books.mostAlive(),
        swaps,
        loaders.replacements(),
        swaps.possible().size() - swaps.missing().size(),
        swaps.possible().size(),
        judgement.lost(),
        judgement.doubled(),
        judgement.misattributed(),
        judgement.unknown(),
        before.children(),
        after.children(),
        before.descriptors(),
        after.descriptors(),
        before.threads(),
        after.threads(),
        before.classLoaders(),
        after.classLoaders());
    List<String> findings = findings(judgement, before, after);
    findings.stream().limit(SHOWN).forEach(finding -> out.println("  " + finding));
    if (!findings.isEmpty()) {
      out.printf(
          "stress: FAILED, %d findings; once more with%n  %s%n",
          findings.size(), settings.repetition());
    }
    return findings.isEmpty();
  }

  private List<String> findings(Judgement judgement, Footprint before, Footprint after) {
    List<String> findings = new ArrayList<>(judgement.findings());
    findings.addAll(books.failures());
    swaps.missing().forEach(pair -> findings.add("no swap " + pair));
    if (!after.isWithin(before)) {
      findings.add("a leak: before %s, after %s".formatted(before, after));
    }
    return findings;
  }
}
