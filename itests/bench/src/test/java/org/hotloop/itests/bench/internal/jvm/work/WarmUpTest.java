package org.hotloop.itests.bench.internal.jvm.work;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private final List<Integer> pieces = new ArrayList<>();

  @Test
  void doesAsManyAsOrderedOrMoreWhileTheCompilersWork() throws Exception {
    assertTrue(WarmUp.run(100, count -> piece(count, true)));

    int done = pieces.stream().mapToInt(Integer::intValue).sum();
    assertTrue(done >= 100 && done <= 400, () -> "it did " + pieces);
  }

  @Test
  void hasAnEndMoreThanOnce() throws Exception {
    assertTrue(WarmUp.run(100, count -> piece(count, true)));

    assertTrue(pieces.size() >= 20, () -> "it did " + pieces);
  }

  @Test
  void doesOneAtLeast() throws Exception {
    assertTrue(WarmUp.run(1, count -> piece(count, true)));

    assertTrue(pieces.stream().allMatch(count -> count == 1), () -> "it did " + pieces);
    assertFalse(pieces.isEmpty());
  }

  @Test
  void isWrongWhereOnePieceIs() throws Exception {
    assertFalse(WarmUp.run(100, count -> piece(count, pieces.size() != 3)));
  }

  @Test
  void theCompilersAreFound() {
    assertTrue(Compilers.cpuNanos() > 0, "this virtual machine has compiled nothing yet?");
  }

  private Outcome piece(int count, boolean right) {
    pieces.add(count);
    return new Outcome(count, right);
  }
}
