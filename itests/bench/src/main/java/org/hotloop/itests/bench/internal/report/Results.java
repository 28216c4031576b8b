package org.hotloop.itests.bench.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** All runs, and what can be said of them. */
public record Results(List<Result> all) {

  /** Of a file of lines. */
  public static Results read(Path file) throws IOException {
    return new Results(Files.readAllLines(file).stream().map(Result::parse).toList());
  }

  /** The workloads that were run, in that order. */
  public Set<String> workloads() {
    return all.stream().map(Result::workload).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Who did a workload, by name, as far as it was run. */
  public Set<String> peers(String workload) {
    return all.stream()
        .filter(result -> result.workload().equals(workload))
        .map(Result::peer)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** A figure over the rounds. Empty where the peer does not have it. */
  public Optional<Sample> sample(String workload, String peer, Figure figure) {
    return sampleOf(
        runs(workload, peer).stream()
            .map(figure::of)
            .filter(OptionalDouble::isPresent)
            .map(OptionalDouble::getAsDouble)
            .toList());
  }

  /**
   * A figure as a multiple of another peer's, pair by pair: only what was measured in the same
   * round is compared, since from one to the next the machine changes. Empty where there is no
   * pair.
   */
  public Optional<Sample> ratio(String workload, String peer, String limit, Figure figure) {
    List<Double> ratios = new ArrayList<>();
    for (Result run : runs(workload, peer)) {
      OptionalDouble mine = figure.of(run);
      OptionalDouble theirs =
          runs(workload, limit).stream()
              .filter(other -> other.round() == run.round())
              .findFirst()
              .map(figure::of)
              .orElse(OptionalDouble.empty());
      if (mine.isPresent() && theirs.isPresent() && theirs.getAsDouble() > 0) {
        ratios.add(mine.getAsDouble() / theirs.getAsDouble());
      }
    }
    return sampleOf(ratios);
  }

  private List<Result> runs(String workload, String peer) {
    return all.stream()
        .filter(result -> result.workload().equals(workload) && result.peer().equals(peer))
        .toList();
  }

  private static Optional<Sample> sampleOf(List<Double> values) {
    return values.isEmpty() ? Optional.empty() : Optional.of(new Sample(values));
  }
}
