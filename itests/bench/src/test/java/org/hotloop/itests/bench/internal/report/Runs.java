package org.hotloop.itests.bench.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results as they are needed: of each run its CPU time for one piece is told, in microseconds. */
final class Runs {

  private final List<Result> all = new ArrayList<>();

  Runs of(String workload, String peer, int round, double cpuMicros) {
    all.add(
        new Result(
            workload,
            peer,
            round,
            Map.of(
                "ops", 10.0,
                "wallNanos", cpuMicros * 20_000,
                "selfCpuNanos", cpuMicros * 4_000,
                "childrenCpuNanos", cpuMicros * 6_000,
                "right", true)));
    return this;
  }

  Results results() {
    return new Results(all);
  }
}
