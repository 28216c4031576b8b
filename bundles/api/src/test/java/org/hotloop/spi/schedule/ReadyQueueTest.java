package org.hotloop.spi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
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

  private final ReadyQueue queue = new ReadyQueue();

  @Test
  @DisplayName("L1 what was posted before something was added also leaves before it")
  void isFirstInFirstOutOverThreads() {
    queue.post(numbered(0, 1));
    queue.post(numbered(0, 2));
    queue.add(numbered(0, 3));
    queue.post(numbered(0, 4));
    queue.add(numbered(0, 5));
    assertEquals(List.of(1, 2, 3, 4, 5), takeAll().stream().map(Numbered::number).toList());
    assertTrue(queue.isEmpty());
  }

  @Test
  void aBatchEndsWithWhatIsReadyNow() {
    queue.add(numbered(0, 1));
    queue.post(numbered(0, 2));
    CallbackHandle last = queue.lastNow();
    queue.add(numbered(0, 3));
    assertEquals(3, queue.size());
    queue.take();
    assertSame(last, queue.take());
    assertFalse(queue.isEmpty());
  }

  @Test
  void aClosedQueueTakesNothingAndHoldsNothing() {
    queue.add(numbered(0, 1));
    queue.post(numbered(0, 2));
    queue.close();
    assertFalse(queue.post(numbered(0, 3)));
    assertTrue(queue.isEmpty());
    assertEquals(0, queue.size());
  }

  @Test
  @DisplayName("L1 threads that post at the same time lose nothing, and each keeps its order")
  void losesNothing() throws Exception {
    CountDownLatch posted = new CountDownLatch(THREADS);
    for (int thread = 0; thread < THREADS; thread++) {
      int poster = thread;
      new Thread(
              () -> {
                IntStream.range(0, EACH).forEach(i -> queue.post(numbered(poster, i)));
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
    CallbackHandle last = queue.lastNow();
    for (CallbackHandle one = null; one != last; ) {
      one = queue.take();
      taken.add((Numbered) one.work());
    }
    return taken;
  }

  private static CallbackHandle numbered(int poster, int number) {
    return new CallbackHandle(new Numbered(poster, number), List.of());
  }

  private record Numbered(int poster, int number) implements Runnable {

    @Override
    public void run() {}
  }
}
