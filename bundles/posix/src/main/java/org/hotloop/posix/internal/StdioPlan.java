package org.hotloop.posix.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order a child copies its descriptors to 0, 1 and 2, so that none is overwritten before
 * it was copied: a source that is itself one of the three is first saved above them.
 */
record StdioPlan(List<Dup> dups) {

  /** How many standard streams there are; also the first number above them. */
  static final int STREAMS = 3;

  /** {@code dup2(from, to)}. */
  record Dup(int from, int to) {}

  /** The plan that makes these sources 0, 1 and 2. */
  static StdioPlan of(int stdin, int stdout, int stderr) {
    List<Integer> sources = List.of(stdin, stdout, stderr);
    List<Dup> dups = new ArrayList<>();
    Map<Integer, Integer> saved = new HashMap<>();
    for (int target = 0; target < STREAMS; target++) {
      int source = sources.get(target);
      if (source < STREAMS && source != target && !saved.containsKey(source)) {
        int spare = spare(sources, saved);
        saved.put(source, spare);
        dups.add(new Dup(source, spare));
      }
    }
    for (int target = 0; target < STREAMS; target++) {
      int source = sources.get(target);
      dups.add(new Dup(source == target ? source : saved.getOrDefault(source, source), target));
    }
    return new StdioPlan(List.copyOf(dups));
  }

  /** A number above the three that is no source; what it is elsewhere is closed in the child. */
  private static int spare(List<Integer> sources, Map<Integer, Integer> saved) {
    int spare = STREAMS;
    while (sources.contains(spare) || saved.containsValue(spare)) {
      spare++;
    }
    return spare;
  }
}
