package org.hotloop.itests.races;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/**
 * Runs jcstress, and judges what it lets pass. It fails when it has seen a forbidden outcome; but a
 * test that cannot start, or has more actors than the machine has processors, it leaves out.
 */
public final class Races {

  private Races() {}

  /**
   * @param args as jcstress takes them
   * @throws AssertionError when an outcome is forbidden, or a test has not run
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    if (!options.parse()) {
      throw new IllegalArgumentException("jcstress does not take " + String.join(" ", args));
    }
    JCStress jcstress = new JCStress(options);
    jcstress.run();
    refuseGaps(jcstress.getTests(), results(options.getResultFile()));
  }

  private static Collection<TestResult> results(String file) throws Exception {
    InProcessCollector results = new InProcessCollector();
    new DiskReadCollector(file, results).dump();
    return results.getTestResults();
  }

  private static void refuseGaps(SortedSet<String> tests, Collection<TestResult> results) {
    SortedSet<String> gaps = new TreeSet<>(tests);
    results.forEach(result -> gaps.remove(result.getName()));
    results.stream()
        .filter(result -> result.status() != Status.NORMAL)
        .forEach(result -> gaps.add(result.getName() + ": " + result.status()));
    if (tests.isEmpty() || !gaps.isEmpty()) {
      throw new AssertionError("of %d tests these did not run: %s".formatted(tests.size(), gaps));
    }
  }
}
