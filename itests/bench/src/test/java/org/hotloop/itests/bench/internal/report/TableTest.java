package org.hotloop.itests.bench.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workloads;
import org.junit.jupiter.api.Test;

/** What a reader sees. */
class TableTest {

  private final Workload spawn =
      Workloads.all(Path.of("")).stream()
          .filter(workload -> workload.name().equals("spawn"))
          .findFirst()
          .orElseThrow();

  @Test
  void peersStandInTheirOrderWithMedianSpreadAndRatio() {
    Results results =
        new Runs()
            .of("spawn", "hotloop", 1, 220)
            .of("spawn", "c", 1, 200)
            .of("spawn", "hotloop", 2, 242)
            .of("spawn", "c", 2, 220)
            .results();

    String table = new Table(results, spawn, List.of("c", "libuv", "hotloop")).markdown();

    assertEquals(
        """
        ### spawn

        | peer    |  wall µs |  × c |   CPU µs |  × c | self µs | children µs |
        | ------- | -------- | ---- | -------- | ---- | ------- | ----------- |
        | c       | 420 ±5 % | 1.00 | 210 ±5 % | 1.00 |    84.0 |         126 |
        | hotloop | 462 ±5 % | 1.10 | 231 ±5 % | 1.10 |    92.4 |         139 |
        """,
        table);
  }

  @Test
  void withoutTheLimitThereAreNoRatios() {
    Results results = new Runs().of("spawn", "hotloop", 1, 220).results();

    String table = new Table(results, spawn, List.of("hotloop")).markdown();

    assertEquals("| hotloop |     440 |   – |    220 |   – |    88.0 |         132 |", last(table));
  }

  private static String last(String table) {
    return table.lines().reduce((before, line) -> line).orElseThrow();
  }
}
