package org.hotloop.tck;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a test must leave as it found it. */
final class Baseline {

  private final long descriptors = ProcFs.descriptors();
  private final Set<String> threads = threads();

  /**
   * Waits until no zombie is left, and descriptors and Hotloop's threads are back; some end a
   * moment after the close that ends them.
   */
  void awaitRestored() {
    Conditions.await("no zombies", () -> ProcFs.zombies().isEmpty());
    Conditions.await(
        "no more than " + descriptors + " descriptors", () -> ProcFs.descriptors() <= descriptors);
    Conditions.await("no threads but " + threads, () -> threads.containsAll(threads()));
  }

  private static Set<String> threads() {
    List<Thread> live = List.copyOf(Thread.getAllStackTraces().keySet());
    return live.stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hotloop-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
