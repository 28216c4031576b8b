package org.hotloop.spi.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {

  /** As the threads of the test tell. */
  private final ThreadLocal<Boolean> running = ThreadLocal.withInitial(() -> true);

  private final TimerQueue queue = new TimerQueue(running::get);

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
  void toRemoveWhatWasTakenHasNoEffect() {
    ScheduledTimer taken = add(1);
    ScheduledTimer other = add(2);
    assertEquals(List.of(taken), due(1));
    taken.cancel();
    assertEquals(List.of(other), due(2));
  }

  @Test
  void aClosedQueueTakesNothingAndBearsRemoving() {
    ScheduledTimer before = add(1);
    running.set(false);
    queue.close();
    before.cancel();
    assertFalse(queue.add(timer(2)));
    assertTrue(queue.isEmpty());
  }

  @Test
  @DisplayName("what was removed may be waited for once, not again")
  void findsOutThatTheFirstHasGone() {
    ScheduledTimer removed = add(10);
    add(20);
    removed.cancel();
    assertEquals(10, queue.untilFirst(0));
    assertEquals(List.of(), due(10));
    assertEquals(10, queue.untilFirst(10));
  }

  @Test
  @DisplayName("L5 what another thread added comes before what is added afterwards")
  void keepsTheOrderOverThreads() {
    running.set(false);
    ScheduledTimer posted = add(10);
    running.set(true);
    ScheduledTimer added = add(10);
    assertEquals(List.of(posted, added), due(10));
  }

  @Test
  @DisplayName("L2 what another thread cancels leaves, whether the queue has taken it in or not")
  void otherThreadsCancel() {
    ScheduledTimer within = add(10);
    running.set(false);
    ScheduledTimer posted = add(10);
    within.cancel();
    posted.cancel();
    posted.cancel();
    running.set(true);
    assertEquals(0, queue.size());
    assertEquals(List.of(), due(10));
  }

  @Test
  @DisplayName("L2 the running thread cancels what it has not yet taken in")
  void cancelsWhatIsOnItsWay() {
    running.set(false);
    ScheduledTimer posted = add(10);
    running.set(true);
    posted.cancel();
    assertTrue(due(10).isEmpty());
    assertTrue(queue.isEmpty());
  }

  @Test
  @DisplayName("L2 L3 threads that add and cancel beside the loop: what stays is due, and no more")
  void bearsOtherThreads() throws Exception {
    List<ScheduledTimer> kept = Collections.synchronizedList(new ArrayList<>());
    List<Thread> others = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      others.add(new Thread(() -> addAndCancel(kept)));
    }
    others.forEach(Thread::start);
    Set<ScheduledTimer> taken = new HashSet<>();
    while (others.stream().anyMatch(Thread::isAlive)) {
      add(5).cancel();
      due(1).forEach(timer -> assertTrue(taken.add(timer)));
    }
    due(1).forEach(timer -> assertTrue(taken.add(timer)));
    taken.removeIf(CallbackHandle::isCancelled); // after it was ready
    assertEquals(new HashSet<>(kept), taken);
    assertEquals(0, queue.size());
  }

  private void addAndCancel(List<ScheduledTimer> kept) {
    running.set(false);
    for (int i = 0; i < 20_000; i++) {
      ScheduledTimer timer = add(i % 3);
      if (i % 3 == 1) {
        kept.add(timer);
      } else {
        timer.cancel();
      }
    }
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
    ScheduledTimer timer = timer(when);
    assertTrue(queue.add(timer));
    return timer;
  }

  private ScheduledTimer timer(long when) {
    return new ScheduledTimer(queue, when, () -> {}, List.of());
  }

  private List<ScheduledTimer> due(long now) {
    return takeDue(queue, now);
  }

  private static List<ScheduledTimer> takeDue(TimerQueue queue, long now) {
    ReadyQueue ready = new ReadyQueue();
    queue.takeDue(now, ready);
    List<ScheduledTimer> due = new ArrayList<>();
    while (!ready.isEmpty()) {
      due.add((ScheduledTimer) ready.take());
    }
    return due;
  }

  /** Random work on a queue and on a list that is sorted by the distance from a start. */
  private static final class Comparison {

    /** Some times what the queue calls near. */
    private static final long FAR = 10_000_000_000L;

    private final long start;
    private final Random random;
    private final TimerQueue queue = new TimerQueue(() -> true);
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
      elapsed += 2 * FAR;
      takeDue();
      assertTrue(queue.isEmpty());
    }

    private void add() {
      ScheduledTimer timer =
          new ScheduledTimer(queue, start + elapsed + delay(), () -> {}, List.of());
      assertTrue(queue.add(timer));
      reference.add(timer);
    }

    /** Near ones, of which many are equal, and far ones. */
    private long delay() {
      return random.nextBoolean() ? random.nextInt(100) : Math.floorMod(random.nextLong(), FAR);
    }

    private void cancel() {
      if (!reference.isEmpty()) {
        reference.remove(random.nextInt(reference.size())).cancel();
      }
    }

    private void advance() {
      elapsed += random.nextInt(2) == 0 ? random.nextInt(40) : delay() / 2;
      takeDue();
    }

    private void takeDue() {
      reference.sort(Comparator.comparingLong(timer -> timer.when() - start)); // stable
      List<ScheduledTimer> expected =
          reference.stream().filter(timer -> timer.when() - start <= elapsed).toList();
      assertEquals(expected, TimerQueueTest.takeDue(queue, start + elapsed));
      reference.removeAll(expected);
    }
  }
}
