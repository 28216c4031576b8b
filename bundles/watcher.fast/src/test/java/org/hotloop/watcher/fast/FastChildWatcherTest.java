package org.hotloop.watcher.fast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.EventLoop;
import org.hotloop.child.Exited;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.loop.SelectorEventLoop;
import org.hotloop.tck.FakeReaper;
import org.hotloop.tck.LogRecorder;
import org.hotloop.tck.RecordedExits;
import org.hotloop.tck.SteppedLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of statuses that nobody has asked for: with a kernel and a loop moved by hand. */
class FastChildWatcherTest {

  private static final long CHILD = 4_000_051; // a watcher refuses the pid of its own JVM
  private static final long STRANGER = 4_000_052;

  private final FakeReaper reaper = new FakeReaper();
  private final RecordedExits exits = new RecordedExits();
  private final LogRecorder log = new LogRecorder();
  private final EventLoop real = new SelectorEventLoop();
  private final SteppedLoop loop = new SteppedLoop(real);
  private final FastChildWatcher watcher = new FastChildWatcher(reaper);

  @BeforeEach
  void attach() {
    watcher.attachLoop(loop.loop());
    loop.step();
  }

  @AfterEach
  void close() {
    watcher.close();
    real.close();
    log.close();
  }

  @Test
  @DisplayName("W5 W17 a child reaped before its registration is told, with the guard open")
  void keepsAStatusForItsRegistration() {
    try (ForkGuard guard = watcher.enter()) {
      end(CHILD, 5);
      sigchld();
      assertFalse(reaper.isChild(CHILD));
      watcher.addChildHandler(CHILD, exits);
      exits.assertExactly(Map.of());
    }
    assertFalse(watcher.removeChildHandler(CHILD));
    loop.step();
    exits.assertExactly(Map.of(CHILD, 5));
    assertEquals(List.of(), log.warnings());
  }

  @Test
  @DisplayName("W17 guards nest: statuses are kept until the outermost closes, then logged")
  void keepsStatusesUntilTheOutermostGuardCloses() {
    try (ForkGuard outer = watcher.enter()) {
      try (ForkGuard inner = watcher.enter()) {
        end(STRANGER, 1);
        end(CHILD, 2);
        sigchld();
        inner.close();
      }
      watcher.addChildHandler(CHILD, exits);
      assertEquals(List.of(), log.warnings());
    }
    assertTrue(log.names(STRANGER), log.warnings()::toString);
    assertFalse(log.names(CHILD), log.warnings()::toString);
    loop.step();
    exits.assertExactly(Map.of(CHILD, 2));
  }

  @Test
  @DisplayName("W17 what the guard's end dropped cannot be asked for by a later guard")
  void forgetsStrangersWithTheGuard() {
    try (ForkGuard guard = watcher.enter()) {
      end(CHILD, 3);
      sigchld();
    }
    try (ForkGuard guard = watcher.enter()) {
      assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(CHILD, exits));
    }
  }

  @Test
  @DisplayName("W17 outside its guard a registration is refused and a stranger is logged")
  void refusesAndLogsOutsideTheGuard() {
    reaper.start(CHILD);
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(CHILD, exits));
    assertTrue(refusal.getMessage().contains("enter()"), refusal::getMessage);

    end(STRANGER, 4);
    sigchld();
    assertTrue(log.names(STRANGER), log.warnings()::toString);
  }

  @Test
  @DisplayName("Fault 21: a status kept under a pid that a new child has now is not the child's")
  void givesNoStatusToANewChildOfThatPid() {
    try (ForkGuard guard = watcher.enter()) {
      end(STRANGER, 6);
      sigchld();
      reaper.start(STRANGER);
      watcher.addChildHandler(STRANGER, exits);
    }
    loop.step();
    exits.assertExactly(Map.of());
    assertTrue(log.names(STRANGER), log.warnings()::toString);

    end(STRANGER, 7);
    sigchld();
    exits.assertExactly(Map.of(STRANGER, 7));
  }

  @Test
  @DisplayName(
      "Fault 14: of many exits behind one signal the loop's other callbacks see the middle")
  void letsTheLoopGoOnBetweenBatches() {
    Map<Long, Integer> codes = watchMany(200);
    codes.forEach(this::end);
    List<Integer> seen = new ArrayList<>();
    loop.raise("CHLD");
    for (int iteration = 0; iteration < 5; iteration++) {
      loop.step();
      loop.loop().callSoon(() -> seen.add(exits.calls().size()));
    }
    loop.step();
    exits.assertExactly(codes);
    assertTrue(seen.stream().anyMatch(told -> told > 0 && told < codes.size()), seen::toString);
  }

  @Test
  @DisplayName("O1 one wait for each exit and one that finds nothing, however many are alive")
  void waitsOncePerExit() {
    Map<Long, Integer> codes = watchMany(100);
    long first = codes.keySet().iterator().next();
    int before = reaper.waits().size();
    end(first, 8);
    sigchld();
    assertEquals(List.of(-1L, -1L), reaper.waits().subList(before, reaper.waits().size()));
    exits.assertExactly(Map.of(first, 8));
  }

  @Test
  @DisplayName("O2 detached or closed it still tells what it holds, and waits for nothing more")
  void tellsWhatItHoldsWhenDetached() {
    try (ForkGuard guard = watcher.enter()) {
      end(CHILD, 9);
      sigchld();
      watcher.addChildHandler(CHILD, exits);
    }
    end(STRANGER, 10);
    watcher.attachLoop(null);
    watcher.close();
    loop.step();
    exits.assertExactly(Map.of(CHILD, 9));
    assertTrue(reaper.isChild(STRANGER));
  }

  @Test
  @DisplayName("W11 a stolen status is not told, but each pid is named once where none is left")
  void namesWhatWasStolen() {
    watch(CHILD, STRANGER);
    reaper.steal(CHILD);
    sigchld();
    assertEquals(List.of(), log.warnings(), "another child lives: no wait can tell");

    reaper.steal(STRANGER);
    sigchld();
    sigchld();
    assertEquals(2, log.warnings().size(), log.warnings()::toString);
    assertTrue(log.names(CHILD) && log.names(STRANGER), log.warnings()::toString);
    exits.assertExactly(Map.of());
    assertTrue(watcher.removeChildHandler(CHILD), "a swap takes it to a watcher that can tell");
  }

  @Test
  @DisplayName("W11 a stolen pid's next child is told, and its theft is named as well")
  void forgetsATheftWithTheNextChildOfThatPid() {
    watch(CHILD);
    reaper.steal(CHILD);
    sigchld();
    watch(CHILD);
    reaper.steal(CHILD);
    sigchld();
    assertEquals(2, log.warnings().size(), log.warnings()::toString);

    watch(CHILD);
    end(CHILD, 11);
    sigchld();
    exits.assertExactly(Map.of(CHILD, 11));
  }

  @Test
  @DisplayName("Fault 24: what a wait left for a spawn is looked at again when a guard closes")
  void looksAgainWhenASpawnIsOver() {
    watch(CHILD);
    ForkGuard outer = watcher.enter();
    ForkGuard spawning = watcher.enter();
    reaper.hold(true);
    end(CHILD, 24);
    sigchld();
    exits.assertExactly(Map.of());

    reaper.hold(false);
    spawning.close();
    loop.step();
    exits.assertExactly(Map.of(CHILD, 24));
    outer.close();
    assertEquals(List.of(), log.warnings());
  }

  @Test
  @DisplayName("W2 a child that was told is forgotten: the next process of its pid is a stranger")
  void forgetsWhatItTold() {
    watch(CHILD);
    end(CHILD, 12);
    sigchld();
    end(CHILD, 13);
    sigchld();
    exits.assertExactly(Map.of(CHILD, 12));
    assertTrue(log.names(CHILD), log.warnings()::toString);
  }

  @Test
  @DisplayName("W7 W17 a child whose handler was removed is a stranger, and logged as one")
  void logsWhatWasRemoved() {
    watch(CHILD);
    assertTrue(watcher.removeChildHandler(CHILD));
    end(CHILD, 23);
    sigchld();
    exits.assertExactly(Map.of());
    assertTrue(log.names(CHILD), log.warnings()::toString);
  }

  @Test
  @DisplayName("W5 W17 with a stranger beside it, only the child that is registered is told")
  void tellsTheRegisteredOfTwoThatEndedBefore() {
    try (ForkGuard guard = watcher.enter()) {
      end(CHILD, 7);
      end(STRANGER, 17);
      sigchld();
      reaper.start(CHILD + 1);
      watcher.addChildHandler(CHILD, exits);
      watcher.addChildHandler(CHILD + 1, exits);
      loop.step();
      exits.assertExactly(Map.of(CHILD, 7));
    }
    assertEquals(1, log.warnings().size(), log.warnings()::toString);
    assertTrue(log.names(STRANGER), log.warnings()::toString);
  }

  @Test
  @DisplayName(
      "W15 W17 closed inside a guard, it tells nobody what it kept, and logs it at its end")
  void closesInsideAGuard() {
    try (ForkGuard guard = watcher.enter()) {
      end(CHILD, 9);
      end(STRANGER, 18);
      sigchld();
      watcher.close();
      assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(CHILD, exits));
    }
    loop.step();
    exits.assertExactly(Map.of());
    assertTrue(log.names(CHILD) && log.names(STRANGER), log.warnings()::toString);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -2, -1, 0, 1, 4_194_305, Long.MAX_VALUE})
  @DisplayName("W27 what can be no child's pid makes no system call")
  void asksTheKernelNothingAboutImpossiblePids(long pid) {
    int before = reaper.calls();
    try (ForkGuard guard = watcher.enter()) {
      assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
    }
    assertFalse(watcher.removeChildHandler(pid));
    assertEquals(before, reaper.calls());
  }

  @Test
  @DisplayName("W24 a wait that fails is reported, and the next signal finds what is left")
  void survivesAWaitThatFails() {
    List<Throwable> reported = new ArrayList<>();
    real.setExceptionHandler((on, context) -> context.exception().ifPresent(reported::add));
    RuntimeException failure = new IllegalStateException("a wait that fails");
    watch(CHILD);
    end(CHILD, 24);
    reaper.fail(-1, failure);
    sigchld();
    assertEquals(List.of(failure), reported);

    reaper.mend();
    sigchld();
    exits.assertExactly(Map.of(CHILD, 24));
  }

  private void watch(long... pids) {
    try (ForkGuard guard = watcher.enter()) {
      for (long pid : pids) {
        reaper.start(pid);
        watcher.addChildHandler(pid, exits);
      }
    }
    loop.step();
  }

  private Map<Long, Integer> watchMany(int count) {
    Map<Long, Integer> codes = new HashMap<>();
    try (ForkGuard guard = watcher.enter()) {
      for (int child = 0; child < count; child++) {
        long pid = CHILD + 100 + child;
        reaper.start(pid);
        watcher.addChildHandler(pid, exits);
        codes.put(pid, child % 251);
      }
    }
    loop.step();
    return codes;
  }

  private void end(long pid, int code) {
    reaper.end(pid, new Exited(code));
  }

  private void sigchld() {
    loop.raise("CHLD");
    loop.step();
  }
}
