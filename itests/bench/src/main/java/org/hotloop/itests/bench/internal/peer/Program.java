package org.hotloop.itests.bench.internal.peer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotloop.itests.bench.internal.workload.Workload;

/**
 * A peer as a program of its own.
 *
 * @param name by which it is chosen
 * @param command its command line up to the workload
 * @param impediment why it cannot run here; empty where it can
 * @param workloads what it takes part in: how their names begin
 * @param shares how much of a workload it does, by how the workload's name begins (the longest one
 *     holds), where all of it would take minutes
 * @param rounds at most: who is far behind need not be known that well
 * @param isLight whether it starts in no time, so that a short form can have it in all workloads
 */
public record Program(
    String name,
    List<String> command,
    Optional<String> impediment,
    Pattern workloads,
    Map<String, Double> shares,
    int rounds,
    boolean isLight) {

  /** Whether it takes part. */
  public boolean does(Workload workload) {
    return workloads.matcher(workload.name()).lookingAt();
  }

  /** How much of it is enough for figures that are per piece anyway. */
  public double share(Workload workload) {
    return shares.entrySet().stream()
        .filter(entry -> workload.name().startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(1.0);
  }
}
