package org.hotloop.posix.internal;

import static org.hotloop.posix.SpawnRequest.STREAMS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.hotloop.posix.SpawnRequest.DescriptorTable;

/**
 * How a child comes to the descriptors it shall have: copies in such an order that none is
 * overwritten before it was copied (a source that is itself one of the three streams is first saved
 * above them), then every other number closed.
 *
 * @param dups in this order
 * @param gaps the numbers to close between the streams and the highest descriptor that is passed
 * @param closeFrom the first number above all that stay
 */
record DescriptorPlan(List<Dup> dups, List<Integer> gaps, int closeFrom) {

  /** {@code dup2(from, to)}. */
  record Dup(int from, int to) {}

  /** The plan for these table. */
  static DescriptorPlan of(DescriptorTable table) {
    List<Dup> dups = new ArrayList<>(STREAMS + table.passed().size());
    List<Integer> sources = List.of(table.stdin(), table.stdout(), table.stderr());
    Map<Integer, Integer> saved = save(sources, table.passed(), dups);
    for (int target = 0; target < STREAMS; target++) {
      int source = sources.get(target);
      dups.add(new Dup(source == target ? source : saved.getOrDefault(source, source), target));
    }
    // a copy onto itself clears close-on-exec
    table.passed().forEach(fd -> dups.add(new Dup(fd, fd)));
    int closeFrom = table.passed().isEmpty() ? STREAMS : table.passed().last() + 1;
    return new DescriptorPlan(dups, gaps(table.passed(), closeFrom), closeFrom);
  }

  private static Map<Integer, Integer> save(
      List<Integer> sources, SortedSet<Integer> passed, List<Dup> dups) {
    Map<Integer, Integer> saved = new HashMap<>();
    int spare = STREAMS;
    for (int target = 0; target < STREAMS; target++) {
      int source = sources.get(target);
      if (source < STREAMS && source != target && !saved.containsKey(source)) {
        spare = spare(spare, sources, passed);
        saved.put(source, spare);
        dups.add(new Dup(source, spare++));
      }
    }
    return saved;
  }

  /** A number that is no source and is not passed; what it is elsewhere is closed in the child. */
  private static int spare(int lowest, List<Integer> sources, SortedSet<Integer> passed) {
    int spare = lowest;
    while (sources.contains(spare) || passed.contains(spare)) {
      spare++;
    }
    return spare;
  }

  private static List<Integer> gaps(SortedSet<Integer> passed, int closeFrom) {
    if (closeFrom == STREAMS) {
      return List.of();
    }
    List<Integer> gaps = new ArrayList<>();
    for (int fd = STREAMS; fd < closeFrom; fd++) {
      if (!passed.contains(fd)) {
        gaps.add(fd);
      }
    }
    return gaps;
  }
}
