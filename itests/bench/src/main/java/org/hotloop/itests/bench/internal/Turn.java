package org.hotloop.itests.bench.internal;

import java.util.Comparator;
import java.util.Map;
import org.hotloop.itests.bench.internal.peer.Program;
import org.hotloop.itests.bench.internal.workload.Workload;

/** A peer does a workload, once. */
record Turn(Program program, Workload workload, int round) {

  /**
   * How long a virtual machine takes for it on two quiet processors, by how the workload's name
   * begins; the longest one holds.
   */
  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("", 3.0),
          Map.entry("spawn", 14.0),
          Map.entry("spawn-tiny", 12.0),
          Map.entry("spawn-tiny-pinned", 24.0),
          Map.entry("spawn-threads", 11.0),
          Map.entry("alive", 12.0),
          Map.entry("alive-5000", 16.0),
          Map.entry("alive-10000", 36.0),
          Map.entry("exit", 13.0),
          Map.entry("exit-1000", 29.0),
          Map.entry("exit-5000", 25.0),
          Map.entry("exit-10000", 54.0),
          Map.entry("pipe", 12.0),
          Map.entry("pipe64", 21.0),
          Map.entry("bulk", 6.0),
          Map.entry("timers", 5.0),
          Map.entry("echo", 14.0),
          Map.entry("echo-100", 8.0),
          Map.entry("connections", 6.0));

  /** A short form is hardly more than the start of each peer. */
  private static final double SHORT_SECONDS = 1.5;

  /** Who starts in no time and needs no warm-up. */
  private static final double LIGHT = 0.25;

  /** How long it takes, about. */
  double seconds(Options options) {
    double seconds = options.isShort() ? SHORT_SECONDS : SECONDS.get(kind()) * options.scale();
    return program.isLight() ? seconds * LIGHT : seconds;
  }

  private String kind() {
    return SECONDS.keySet().stream()
        .filter(workload.name()::startsWith)
        .max(Comparator.comparingInt(String::length))
        .orElseThrow();
  }
}
