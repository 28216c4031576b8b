package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.spi.RetainedChildHandler;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many children, many threads, many swaps: nothing lost, doubled or given to the wrong handler. */
abstract class ManyAtOnce extends LostSignals {

  private static final int MANY = 200;
  private static final int SOME = 40;
  private static final int THREADS = 4;

  /** What a swap moves is kept elsewhere, as the runtime does. */
  private final RetainedChildHandler retained = exits::childExited;

  ManyAtOnce() {}

  @Test
  @DisplayName("W4 fault 14: 200 children end behind one signal, each is told once with its code")
  void tellsCoalescedExits() throws Exception {
    Gate gate = children.newGate();
    Map<Long, Integer> codes = new HashMap<>();
    for (int child = 0; child < MANY; child++) {
      codes.put(watch(gate, child), child);
    }
    try (Hold hold = main.hold()) {
      gate.open();
      codes.keySet().forEach(children::awaitEnded);
    }
    exits.awaitExactly(codes);
    main.settle();
    exits.assertExactly(codes);
  }

  @Test
  @DisplayName("W13 swapped between two loops while children end, it loses and doubles nothing")
  void survivesSwapsOfItsLoop() throws Exception {
    LoopThread second = newLoop();
    Endings endings = new Endings();
    endings.swapUntilTold(
        () -> {
          watcher.attachLoop(second.loop());
          watcher.attachLoop(null);
          watcher.attachLoop(main.loop());
          return watcher;
        });
    second.settle();
    exits.assertExactly(endings.codes);
  }

  @Test
  @DisplayName("O1 O2 swapped for another watcher while children end, the two lose nothing")
  void survivesSwapsOfTheWatcher() throws Exception {
    ChildWatcher second = opened(newWatcher());
    ChildWatcher first = watcher;
    Endings endings = new Endings();
    endings.swapUntilTold(
        () -> {
          swap(first, second, endings.codes);
          swap(second, first, endings.codes);
          return first;
        });
    exits.assertExactly(endings.codes);
  }

  /** A swap as the runtime does it; where the old one answers false, it is delivering. */
  private void swap(ChildWatcher old, ChildWatcher next, Map<Long, Integer> codes) {
    old.attachLoop(null);
    List<Long> moved = codes.keySet().stream().filter(old::removeChildHandler).toList();
    try (ForkGuard guard = next.enter()) {
      next.attachLoop(main.loop());
      moved.forEach(pid -> next.addChildHandler(pid, retained));
    }
  }

  @Test
  @DisplayName("W26 threads register, replace, remove and attach at once: each is told or removed")
  void survivesManyThreads() throws Exception {
    LoopThread second = newLoop();
    List<Callable<Map<RecordedExits, Map<Long, Integer>>>> work = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      work.add(this::registerAndRemove);
    }
    work.add(
        () -> {
          for (int swap = 0; swap < SOME; swap++) {
            watcher.attachLoop(swap % 2 == 0 ? second.loop() : main.loop());
          }
          return Map.of();
        });
    Map<RecordedExits, Map<Long, Integer>> due = new HashMap<>();
    inParallel(work).forEach(due::putAll);

    due.forEach(RecordedExits::awaitExactly);
    main.settle();
    second.settle();
    due.forEach(RecordedExits::assertExactly);
  }

  @Test
  @DisplayName("W15 W26 closed by many threads at once")
  void survivesManyCloses() throws Exception {
    List<Callable<Boolean>> closes = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      closes.add(
          () -> {
            watcher.close();
            return watcher.isActive();
          });
    }
    inParallel(closes).forEach(active -> assertEquals(false, active));
  }

  /**
   * Every other child is removed while it may be ending; answers what each handler must be told. A
   * handler for each: the kernel may give a pid again.
   */
  private Map<RecordedExits, Map<Long, Integer>> registerAndRemove() throws Exception {
    Map<RecordedExits, Map<Long, Integer>> due = new HashMap<>();
    for (int child = 0; child < SOME; child++) {
      Gate gate = children.newGate();
      RecordedExits own = new RecordedExits();
      long pid = watch(gate, child, (ended, status) -> {});
      try (ForkGuard guard = watcher.enter()) {
        watcher.addChildHandler(pid, own);
      }
      gate.open();
      boolean removed = child % 2 == 0 && watcher.removeChildHandler(pid);
      if (removed) {
        children.steal(pid);
      }
      due.put(own, removed ? Map.of() : Map.of(pid, child));
    }
    return due;
  }

  private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
      threads.awaitTermination(Conditions.NEVER.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Children that end one by one while the test swaps. */
  private final class Endings {

    private final Map<Long, Integer> codes = new HashMap<>();
    private final List<Gate> gates = new ArrayList<>();

    Endings() throws Exception {
      for (int child = 0; child < SOME; child++) {
        Gate gate = children.newGate();
        gates.add(gate);
        codes.put(watch(gate, child, retained), child);
      }
    }

    /** Swaps once for each child that is let go, and once more. */
    void swapUntilTold(Callable<?> swap) throws Exception {
      for (Gate gate : gates) {
        gate.open();
        swap.call();
      }
      swap.call();
      exits.awaitExactly(codes);
      main.settle();
    }
  }
}
