package org.hotloop.itests.bench.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hotloop.itests.bench.internal.workload.Workload;

/** How many descriptors a process may have: peers raise their soft limit to the hard one. */
final class Limits {

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final String DESCRIPTORS = "Max open files";
  private static final int HARD = 1;

  /** What a process has beside what a workload takes: libraries, loops, streams. */
  private static final int BESIDE = 500;

  private Limits() {}

  /** Why nobody can do it here; empty where it can be done. */
  static Optional<String> impediment(Workload workload) throws IOException {
    int taken = workload.descriptors() + BESIDE;
    long hard = hardLimit();
    return taken <= hard
        ? Optional.empty()
        : Optional.of("it takes %d descriptors, and the hard limit is %d".formatted(taken, hard));
  }

  private static long hardLimit() throws IOException {
    String line =
        Files.readAllLines(LIMITS, StandardCharsets.US_ASCII).stream()
            .filter(one -> one.startsWith(DESCRIPTORS))
            .findFirst()
            .orElseThrow();
    String hard = line.substring(DESCRIPTORS.length()).strip().split(" +")[HARD];
    return hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard);
  }
}
