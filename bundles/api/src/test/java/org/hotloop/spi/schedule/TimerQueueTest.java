package org.hotloop.spi.schedule;

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

  private final TimerQueue<FakeTimer> queue = new TimerQueue<>();

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
    List<FakeTimer> added = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      added.add(add(i % 2));
    }
    List<FakeTimer> expected = new ArrayList<>(added);
    expected.sort(Comparator.comparingLong(FakeTimer::when)); // a stable sort
    assertEquals(expected, due(1));
  }

  @Test
  void takesTheDueOnesAtTheirTimeAndNotBefore() {
    FakeTimer timer = add(10);
    assertEquals(List.of(), due(9));
    assertEquals(List.of(timer), due(10));
    assertTrue(queue.isEmpty());
  }

  @Test
  void cancelledTimersLeaveTheQueue() {
    List<FakeTimer> added = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      added.add(add(i));
    }
    added.forEach(queue::remove);
    added.forEach(queue::remove);
    assertEquals(0, queue.size());
  }

  @Test
  void toRemoveWhatWasTakenHasNoEffect() {
    FakeTimer taken = add(1);
    FakeTimer other = add(2);
    assertEquals(List.of(taken), due(1));
    queue.remove(taken);
    assertEquals(List.of(other), due(2));
  }

  @Test
  void aClosedQueueTakesNothingAndBearsRemoving() {
    FakeTimer before = add(1);
    queue.close();
    queue.remove(before);
    assertFalse(queue.add(new FakeTimer(2)));
    assertTrue(queue.isEmpty());
  }

  @Test
  @DisplayName("what was removed may be waited for once, not again")
  void findsOutThatTheFirstHasGone() {
    FakeTimer removed = add(10);
    add(20);
    queue.remove(removed);
    assertEquals(10, queue.untilFirst(0));
    assertEquals(List.of(), due(10));
    assertEquals(10, queue.untilFirst(10));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 50, Long.MIN_VALUE, -50})
  @DisplayName("behaves as a sorted list does, also where the clock wraps around")
  void agreesWithAReference(long start) {
    for (int seed = 0; seed < 200; seed++) {
      new Comparison(start, new Random(seed)).run();
    }
  }

  private FakeTimer add(long when) {
    FakeTimer timer = new FakeTimer(when);
    assertTrue(queue.add(timer));
    return timer;
  }

  private List<FakeTimer> due(long now) {
    List<FakeTimer> due = new ArrayList<>();
    queue.takeDue(now, due::add);
    return due;
  }

  private static final class FakeTimer implements Timed {

    private final long when;
    private int place = NOWHERE;

    FakeTimer(long when) {
      this.when = when;
    }

    @Override
    public long when() {
      return when;
    }

    @Override
    public int place() {
      return place;
    }

    @Override
    public void setPlace(int newPlace) {
      place = newPlace;
    }
  }

  /** Random work on a queue and on a list that is sorted by the distance from a start. */
  private static final class Comparison {

    /** Some times what the queue calls near. */
    private static final long FAR = 10_000_000_000L;

    private final long start;
    private final Random random;
    private final TimerQueue<FakeTimer> queue = new TimerQueue<>();
    private final List<FakeTimer> reference = new ArrayList<>();
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
      elapsed += 2 * FAR;
      takeDue();
      assertTrue(queue.isEmpty());
    }

    private void add() {
      FakeTimer timer = new FakeTimer(start + elapsed + delay());
      assertTrue(queue.add(timer));
      reference.add(timer);
    }

    /** Near ones, of which many are equal, and far ones. */
    private long delay() {
      return random.nextBoolean() ? random.nextInt(100) : Math.floorMod(random.nextLong(), FAR);
    }

    private void cancel() {
      if (!reference.isEmpty()) {
        queue.remove(reference.remove(random.nextInt(reference.size())));
      }
    }

    private void advance() {
      elapsed += random.nextInt(2) == 0 ? random.nextInt(40) : delay() / 2;
      takeDue();
    }

    private void takeDue() {
      reference.sort(Comparator.comparingLong(timer -> timer.when() - start)); // stable
      List<FakeTimer> expected =
          reference.stream().filter(timer -> timer.when() - start <= elapsed).toList();
      List<FakeTimer> taken = new ArrayList<>();
      queue.takeDue(start + elapsed, taken::add);
      assertEquals(expected, taken);
      reference.removeAll(expected);
    }
  }
}
