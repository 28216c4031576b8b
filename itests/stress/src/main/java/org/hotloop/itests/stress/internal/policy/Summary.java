package org.hotloop.itests.stress.internal.policy;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.Footprint;
import org.hotloop.itests.stress.internal.Settings;
import org.hotloop.itests.stress.internal.SwapReports;

/** The last words: one line with all numbers, and what is wrong, if anything is. */
final class Summary {

  private final Settings settings;
  private final Work work;
  private final SwapReports moves;
  private final ClassLoaders loaders;
  private final Findings findings;
  private final PrintStream out;

  Summary(
      Settings settings,
      Work work,
      SwapReports moves,
      ClassLoaders loaders,
      Findings findings,
      PrintStream out) {
    this.settings = settings;
    this.work = work;
    this.moves = moves;
    this.loaders = loaders;
    this.findings = findings;
    this.out = out;
  }

  /** Prints it; answers whether nothing is wrong. */
  boolean print(Duration time, Footprint before, Footprint after) {
    out.printf(
        Locale.ROOT,
        "stress: seed %d, %d s: %s, moves %s, pairs %d of %d, updates %,d, %s,"
            + " zombies %d → %d, descriptors %d → %d, threads %d → %d, class loaders %d → %d%n",
        settings.seed(),
        time.toSeconds(),
        work,
        moves,
        moves.possible().size() - moves.missing().size(),
        moves.possible().size(),
        loaders.replacements(),
        findings,
        before.children(),
        after.children(),
        before.descriptors(),
        after.descriptors(),
        before.threads(),
        after.threads(),
        before.classLoaders(),
        after.classLoaders());
    List<String> wrong = wrong(before, after);
    wrong.forEach(line -> out.println("  " + line));
    if (!wrong.isEmpty()) {
      out.printf("stress: FAILED; once more with%n  %s%n", settings.repetition());
    }
    return wrong.isEmpty();
  }

  private List<String> wrong(Footprint before, Footprint after) {
    List<String> wrong = new ArrayList<>(findings.inWords());
    moves.missing().forEach(pair -> wrong.add("no move " + pair));
    if (!after.isWithin(before)) {
      wrong.add("a leak: before %s, after %s".formatted(before, after));
    }
    return wrong;
  }
}
