package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a handler does, or fails to do, harms no other child. */
abstract class HandlersAtWork extends OthersChildren {

  HandlersAtWork() {}

  @Test
  @DisplayName("W24 a handler throws: reported to the loop, the others are told, the watcher lives")
  void survivesAHandlerThatThrows() throws Exception {
    RuntimeException failure = new IllegalStateException("thrown by a test's handler");
    Map<Long, Integer> told =
        endTogether(
            (pid, status) -> {
              throw failure;
            });

    exits.awaitExactly(told);
    Conditions.await("the failure is reported", () -> !main.reported().isEmpty());
    assertEquals(
        List.of(failure),
        main.reported().stream().map(context -> context.exception().orElseThrow()).toList());
    watcher.attachLoop(main.loop());
    assertAlive();
  }

  @Test
  @DisplayName("W24 a handler raises an error: it leaves the run, the others are told all the same")
  void survivesAHandlerThatRaisesAnError() throws Exception {
    Error failure = new AssertionError("raised by a test's handler");
    Map<Long, Integer> told =
        endTogether(
            (pid, status) -> {
              throw failure;
            });

    exits.awaitExactly(told);
    Conditions.await("the error leaves the run", () -> !main.errors().isEmpty());
    assertEquals(List.of(failure), main.errors());
    watcher.attachLoop(main.loop());
    assertAlive();
  }

  /**
   * Ends recorded children, one of them before and one after it one with {@code handler}, all of
   * them for one look of the watcher's: no signal and no timer comes to help afterwards.
   */
  private Map<Long, Integer> endTogether(ChildHandler handler) throws Exception {
    Gate gate = children.newGate();
    long before = watch(gate, 41);
    long failing = watch(gate, 42, handler);
    long after = watch(gate, 43);
    try (Hold hold = main.hold()) {
      watcher.attachLoop(new SteppedLoop(main.loop()).loop());
      children.end(gate, before, failing, after);
    }
    return Map.of(before, 41, after, 43);
  }

  @Test
  @DisplayName("W25 a handler registers another child")
  void letsAHandlerRegister() throws Exception {
    Gate next = children.newGate();
    CompletableFuture<Long> registered = new CompletableFuture<>();
    Gate gate = children.newGate();
    watch(gate, 0, (pid, status) -> complete(registered, () -> watch(next, 25)));
    gate.open();
    long pid = Conditions.resultOf(registered);
    next.open();

    exits.awaitExactly(Map.of(pid, 25));
  }

  @Test
  @DisplayName("W25 of two children that end together each handler removes the other")
  void letsAHandlerRemoveAnother() throws Exception {
    Gate gate = children.newGate();
    AtomicLong first = new AtomicLong();
    AtomicLong second = new AtomicLong();
    CompletableFuture<Boolean> removed = new CompletableFuture<>();
    first.set(watch(gate, 1, recordAndRemove(second, removed)));
    second.set(watch(gate, 2, recordAndRemove(first, removed)));
    try (Hold hold = main.hold()) {
      children.end(gate, first.get(), second.get());
    }

    if (Conditions.resultOf(removed)) {
      // True proves that the other status was not taken: it is not told, and is the test's to take.
      assertAlive();
      assertEquals(1, exits.calls().size());
      long other = first.get() + second.get() - exits.calls().get(0).pid();
      assertEquals(!waitsForAnyChild(), children.steal(other));
    } else {
      exits.awaitExactly(Map.of(first.get(), 1, second.get(), 2));
    }
  }

  private ChildHandler recordAndRemove(AtomicLong other, CompletableFuture<Boolean> removed) {
    return (pid, status) -> {
      exits.childExited(pid, status);
      removed.complete(watcher.removeChildHandler(other.get()));
    };
  }

  @Test
  @DisplayName("W25 a handler replaces the handler of another child")
  void letsAHandlerReplaceAnother() throws Exception {
    RecordedExits replaced = new RecordedExits();
    Gate later = children.newGate();
    long other = watch(later, 26, replaced);
    CompletableFuture<Long> done = new CompletableFuture<>();
    Gate gate = children.newGate();
    watch(gate, 0, (pid, status) -> complete(done, () -> replace(other)));
    gate.open();
    Conditions.resultOf(done);

    later.open();

    exits.awaitExactly(Map.of(other, 26));
    main.settle();
    replaced.assertExactly(Map.of());
  }

  private long replace(long pid) {
    try (ForkGuard guard = watcher.enter()) {
      watcher.addChildHandler(pid, exits);
    }
    return pid;
  }

  @Test
  @DisplayName("W28 no lock of the watcher is held while a handler runs")
  void holdsNoLockInAHandler() throws Exception {
    Gate other = children.newGate();
    long running = watch(other, 0);
    CompletableFuture<Boolean> removed = new CompletableFuture<>();
    Gate gate = children.newGate();
    watch(
        gate,
        0,
        (pid, status) -> {
          CompletableFuture.runAsync(() -> removed.complete(watcher.removeChildHandler(running)));
          removed.join();
        });
    removed.completeOnTimeout(false, Conditions.NEVER.toSeconds(), TimeUnit.SECONDS);
    gate.open();

    assertTrue(removed.join(), "a lock is held that another thread needs to remove a handler");
    children.end(other, running);
    children.steal(running);
    assertFalse(watcher.removeChildHandler(running));
  }

  private static <T> void complete(CompletableFuture<T> future, Callable<? extends T> work) {
    try {
      future.complete(work.call());
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }
}
