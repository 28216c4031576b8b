package org.hotloop.itests.bench.internal.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Whether a goal was reached is computed, not claimed. */
class GoalsTest {

  private final Runs runs = new Runs().of("spawn", "c", 1, 100);

  @Test
  void whatIsWithinItsBoundIsReached() {
    assertRow("spawn, CPU µs × c", "1.08", "reached");
  }

  @Test
  void whatIsBeyondItIsMissed() {
    assertRow("spawn, CPU µs × c", "1.09", "missed");
  }

  @Test
  void whatIsLessThanNothingIsNotKnown() {
    assertRow("spawn, CPU µs × c", "-0.10", "not known");
  }

  @Test
  void whatWasNotRunIsNeither() {
    assertTrue(row("spawn64, wall µs × c").endsWith("– | not run |"));
  }

  @Test
  void theInterfaceIsHeldAgainstTheBareLoopInAllThatWasRun() {
    runs.of("spawn", "hotloop", 1, 116).of("spawn", "hotloop-bare", 1, 100);

    assertTrue(row("spawn, CPU µs × hotloop-bare").matches(".*1\\.16 \\| +missed \\|"));
  }

  @Test
  void whatGrowsAsItDoesForWhoStandsForTheLimitIsReached() {
    runs.of("spawn-threads-1", "c", 1, 100).of("spawn-threads-4", "c", 1, 50);
    runs.of("spawn-threads-1", "hotloop", 1, 300).of("spawn-threads-4", "hotloop", 1, 150);

    assertTrue(row("a spawn by 4 threads").matches(".*1\\.00 \\| +reached \\|"));
  }

  private void assertRow(String goal, String measured, String verdict) {
    runs.of("spawn", "hotloop", 1, Double.parseDouble(measured) * 100);

    String row = row(goal);

    assertTrue(row.contains(measured) && row.contains(verdict), row);
  }

  private String row(String goal) {
    return Goals.markdown(runs.results())
        .lines()
        .filter(line -> line.startsWith("| " + goal))
        .findFirst()
        .orElseThrow();
  }
}
