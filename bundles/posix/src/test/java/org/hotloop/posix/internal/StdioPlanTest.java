package org.hotloop.posix.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StdioPlanTest {

  private static final int HIGHEST = 6;

  @Test
  void everySourceArrivesWhateverTheOthersAre() {
    for (int stdin = 0; stdin <= HIGHEST; stdin++) {
      for (int stdout = 0; stdout <= HIGHEST; stdout++) {
        for (int stderr = 0; stderr <= HIGHEST; stderr++) {
          String what = "%d %d %d".formatted(stdin, stdout, stderr);
          Map<Integer, Integer> table = carriedOut(StdioPlan.of(stdin, stdout, stderr));
          assertEquals(stdin, table.get(0), what);
          assertEquals(stdout, table.get(1), what);
          assertEquals(stderr, table.get(2), what);
        }
      }
    }
  }

  @Test
  void distinctSourcesTakeOneCopyEach() {
    assertEquals(3, StdioPlan.of(10, 11, 12).dups().size());
    assertEquals(3, StdioPlan.of(0, 1, 2).dups().size(), "a copy onto itself clears close-on-exec");
  }

  /** Which original file each number holds in the end. */
  private static Map<Integer, Integer> carriedOut(StdioPlan plan) {
    Map<Integer, Integer> table = new HashMap<>();
    for (int fd = 0; fd <= HIGHEST; fd++) {
      table.put(fd, fd);
    }
    plan.dups().forEach(dup -> table.put(dup.to(), table.get(dup.from())));
    return table;
  }
}
