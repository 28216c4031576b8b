package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {

  private final TimerQueue queue = new TimerQueue();

  @Test
  void anEmptyQueueWaitsAsLongAsCanBe() {
    assertTrue(queue.isEmpty());
    assertEquals(Long.MAX_VALUE, queue.untilFirst(5));
    assertEquals(List.of(), due(5));
  }

  @Test
  void waitsUntilTheFirstAndNeverLessThanNothing() {
    add(30);
    add(10);
    add(20);
    assertEquals(7, queue.untilFirst(3));
    assertEquals(0, queue.untilFirst(12));
  }

  @Test
  @DisplayName("L5 timers of the same time leave in the order of their insertion")
  void keepsTheOrderOfEqualTimes() {
    List<ScheduledTimer> added = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      added.add(add(i % 2));
    }
    List<ScheduledTimer> expected = new ArrayList<>(added);
    expected.sort(Comparator.comparingLong(ScheduledTimer::when)); // a stable sort
    assertEquals(expected, due(1));
  }

  @Test
  void takesTheDueOnesAtTheirTimeAndNotBefore() {
    ScheduledTimer timer = add(10);
    assertEquals(List.of(), due(9));
    assertEquals(List.of(timer), due(10));
    assertTrue(queue.isEmpty());
  }

  @Test
  void cancelledTimersLeaveTheQueue() {
    List<ScheduledTimer> added = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      added.add(add(i));
    }
    added.forEach(ScheduledTimer::cancel);
    added.forEach(ScheduledTimer::cancel);
    assertEquals(0, queue.size());
  }

  @Test
  void aTimerThatWasTakenCanStillBeCancelled() {
    ScheduledTimer taken = add(1);
    ScheduledTimer other = add(2);
    assertEquals(List.of(taken), due(1));
    taken.cancel();
    assertTrue(taken.isCancelled());
    assertEquals(List.of(other), due(2));
  }

  @Test
  void aClosedQueueTakesNothingAndBearsCancelling() {
    ScheduledTimer before = add(1);
    queue.close();
    before.cancel();
    assertFalse(queue.add(queue.timer(2, () -> {}, List.of())));
    assertTrue(queue.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 50, Long.MIN_VALUE, -50})
  @DisplayName("behaves as a sorted list does, also where the clock wraps around")
  void agreesWithAReference(long start) {
    for (int seed = 0; seed < 200; seed++) {
      new Comparison(start, new Random(seed)).run();
    }
  }

  private ScheduledTimer add(long when) {
    ScheduledTimer timer = queue.timer(when, () -> {}, List.of());
    assertTrue(queue.add(timer));
    return timer;
  }

  private List<ScheduledTimer> due(long now) {
    List<ScheduledTimer> due = new ArrayList<>();
    queue.takeDue(now, due::add);
    return due;
  }

  /** Random work on a queue and on a list that is sorted by the distance from a start. */
  private static final class Comparison {

    private final long start;
    private final Random random;
    private final TimerQueue queue = new TimerQueue();
    private final List<ScheduledTimer> reference = new ArrayList<>();
    private long elapsed;

    Comparison(long start, Random random) {
      this.start = start;
      this.random = random;
    }

    void run() {
      for (int i = 0; i < 500; i++) {
        switch (random.nextInt(5)) {
          case 0, 1, 2 -> add();
          case 3 -> cancel();
          default -> advance();
        }
        assertEquals(reference.size(), queue.size());
      }
      elapsed += 1_000;
      takeDue();
      assertTrue(queue.isEmpty());
    }

    private void add() {
      ScheduledTimer timer =
          queue.timer(start + elapsed + random.nextInt(100), () -> {}, List.of());
      assertTrue(queue.add(timer));
      reference.add(timer);
    }

    private void cancel() {
      if (!reference.isEmpty()) {
        reference.remove(random.nextInt(reference.size())).cancel();
      }
    }

    private void advance() {
      elapsed += random.nextInt(40);
      takeDue();
    }

    private void takeDue() {
      reference.sort(Comparator.comparingLong(timer -> timer.when() - start)); // stable
      List<ScheduledTimer> expected =
          reference.stream().filter(timer -> timer.when() - start <= elapsed).toList();
      List<ScheduledTimer> taken = new ArrayList<>();
      queue.takeDue(start + elapsed, taken::add);
      assertEquals(expected, taken);
      reference.removeAll(expected);
    }
  }
}
