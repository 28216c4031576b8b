package org.hotloop.spi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {

  private static final int THREADS = 4;
  private static final int EACH = 20_000;

  private final ReadyQueue<Numbered> queue = new ReadyQueue<>();

  @Test
  @DisplayName("L1 what was posted before something was added also leaves before it")
  void isFirstInFirstOutOverThreads() {
    queue.post(new Numbered(0, 1));
    queue.post(new Numbered(0, 2));
    queue.add(new Numbered(0, 3));
    queue.post(new Numbered(0, 4));
    queue.add(new Numbered(0, 5));
    assertEquals(List.of(1, 2, 3, 4, 5), takeAll().stream().map(Numbered::number).toList());
    assertTrue(queue.isEmpty());
  }

  @Test
  void aClosedQueueTakesNothingAndHoldsNothing() {
    queue.add(new Numbered(0, 1));
    queue.post(new Numbered(0, 2));
    queue.close();
    assertFalse(queue.post(new Numbered(0, 3)));
  }

  @Test
  @DisplayName("L1 threads that post at the same time lose nothing, and each keeps its order")
  void losesNothing() throws Exception {
    CountDownLatch posted = new CountDownLatch(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      int poster = thread;
      new Thread(
              () -> {
                IntStream.range(0, EACH).forEach(i -> queue.post(new Numbered(poster, i)));
                posted.countDown();
              })
          .start();
    }
    int[] next = new int[THREADS];
    int taken = 0;
    while (taken < THREADS * EACH) {
      boolean over = posted.getCount() == 0; // then nothing comes any more
      for (Numbered one : takeAll()) {
        assertEquals(next[one.poster]++, one.number);
        taken++;
      }
      assertTrue(!over || taken == THREADS * EACH, () -> "taken: " + Arrays.toString(next));
    }
  }

  private List<Numbered> takeAll() {
    List<Numbered> taken = new ArrayList<>();
    for (int left = queue.size(); left > 0; left--) {
      taken.add(queue.take());
    }
    return taken;
  }

  private static final class Numbered extends Queued {

    private final int poster;
    private final int number;

    Numbered(int poster, int number) {
      this.poster = poster;
      this.number = number;
    }

    int number() {
      return number;
    }
  }
}
