package org.hotloop.itests.bench.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotloop.itests.bench.internal.Json;
import org.hotloop.itests.bench.internal.workload.Group;
import org.hotloop.itests.bench.internal.workload.Workload;

/** How a figure grows with what workloads of a group differ in. */
enum Curve {
  /** From a child's end to its handler, by others alive. */
  EXITS(Group.EXIT, "alive", Figure.P50),
  /** A child's whole life, by how many are alive. */
  CHILDREN(Group.ALIVE, "alive", Figure.CPU),
  /** What one that is alive takes. */
  MEMORY(Group.ALIVE, "alive", Figure.KIB_EACH),
  /** Spawns, by threads at the same time. */
  THREADS(Group.THREADS, "threads", Figure.WALL);

  private final Group group;
  private final String key;
  private final Figure figure;

  Curve(Group group, String key, Figure figure) {
    this.group = group;
    this.key = key;
    this.figure = figure;
  }

  /** Of all curves, a line each. */
  static List<String> points(Results results, List<Workload> workloads, List<String> peers) {
    List<String> points = new ArrayList<>();
    for (Curve curve : values()) {
      for (Workload workload : workloads) {
        for (String peer : peers) {
          curve.point(results, workload, peer).ifPresent(points::add);
        }
      }
    }
    return points;
  }

  private Optional<String> point(Results results, Workload workload, String peer) {
    return workload.group() == group
        ? results
            .sample(workload.name(), peer, figure)
            .map(
                sample ->
                    Json.write(
                        Map.of(
                            "curve", name(),
                            "peer", peer,
                            "x", Integer.valueOf(workload.keys().get(key)),
                            "y", sample.median())))
        : Optional.empty();
  }
}
