package org.hotloop.posix.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DescriptorPlanTest {

  private static final int HIGHEST = 7;
  private static final int OPEN = 12;

  @Test
  @DisplayName("X35 every source arrives, and nothing else, whatever is passed beside the streams")
  void everySourceArrivesAndNothingElse() {
    for (List<Integer> passed :
        List.of(List.<Integer>of(), List.of(3), List.of(4), List.of(3, 4, 5), List.of(5, 7))) {
      for (int stdin = 0; stdin <= HIGHEST; stdin++) {
        for (int stdout = 0; stdout <= HIGHEST; stdout++) {
          for (int stderr = 0; stderr <= HIGHEST; stderr++) {
            assertArrive(new DescriptorTable(stdin, stdout, stderr, new TreeSet<>(passed)));
          }
        }
      }
    }
  }

  @Test
  void distinctSourcesTakeOneCopyEach() {
    assertEquals(3, DescriptorPlan.of(new DescriptorTable(10, 11, 12)).dups().size());
    assertEquals(
        3,
        DescriptorPlan.of(new DescriptorTable(0, 1, 2)).dups().size(),
        "a copy onto itself clears close-on-exec");
  }

  @Test
  void withoutPassedDescriptorsNothingIsClosedOneByOne() {
    assertEquals(List.of(), DescriptorPlan.of(new DescriptorTable(10, 11, 12)).gaps());
  }

  private static void assertArrive(DescriptorTable wanted) {
    Map<Integer, Integer> expected = new TreeMap<>();
    expected.put(0, wanted.stdin());
    expected.put(1, wanted.stdout());
    expected.put(2, wanted.stderr());
    wanted.passed().forEach(fd -> expected.put(fd, fd));
    assertEquals(expected, carriedOut(DescriptorPlan.of(wanted), wanted), wanted.toString());
  }

  /** Which original file each number holds in the end, where each was open before. */
  private static Map<Integer, Integer> carriedOut(DescriptorPlan plan, DescriptorTable wanted) {
    Map<Integer, Integer> table = new TreeMap<>();
    for (int fd = 0; fd <= OPEN; fd++) {
      table.put(fd, fd);
    }
    TreeSet<Integer> marked = new TreeSet<>();
    plan.dups()
        .forEach(
            dup -> {
              table.put(dup.to(), table.get(dup.from()));
              marked.add(dup.to());
            });
    plan.gaps().forEach(table::remove);
    table.keySet().removeIf(fd -> fd >= plan.closeFrom());
    for (int fd : table.keySet()) {
      assertFalse(!marked.contains(fd), () -> fd + " would close on exec: " + wanted);
    }
    return table;
  }
}
