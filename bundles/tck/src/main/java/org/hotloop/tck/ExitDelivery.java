package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Map;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Unknown;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exit comes to its own handler, once, with its own code. */
abstract class ExitDelivery extends WatcherBench {

  ExitDelivery() {}

  @Test
  @DisplayName(
      "W2 a running child is not told, its exit is, once, and later events are not its own")
  void tellsAnExitOnce() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 12);
    assertAlive();
    exits.assertExactly(Map.of());

    gate.open();

    exits.awaitExactly(Map.of(pid, 12));
    assertAlive();
    exits.assertExactly(Map.of(pid, 12));
  }

  @Test
  @DisplayName("W2 a child that is stopped and continued has not exited")
  void tellsNoStop() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 12);

    children.signal(pid, RealChildren.SIGSTOP);
    Conditions.await("the child stops", () -> ProcFs.isStopped(pid));
    assertAlive();
    children.signal(pid, RealChildren.SIGCONT);
    assertAlive();
    exits.assertExactly(Map.of());

    gate.open();
    exits.awaitExactly(Map.of(pid, 12));
  }

  @Test
  @DisplayName("W3 of two children the one that a signal ends is told alone, the other one later")
  void tellsEachItsOwn() throws Exception {
    Gate gate = children.newGate();
    long first = watch(gate, 0);
    long second = watch(gate, 108);

    children.signal(first, RealChildren.SIGQUIT);
    exits.awaitExactly(Map.of(first, -RealChildren.SIGQUIT));
    assertAlive();
    exits.assertExactly(Map.of(first, -RealChildren.SIGQUIT));

    gate.open();
    exits.awaitExactly(Map.of(first, -RealChildren.SIGQUIT, second, 108));
  }

  @Test
  @DisplayName("W4 both die before the loop hears of one: each once with its own code")
  void tellsBothThatDieTogether() throws Exception {
    Gate gate = children.newGate();
    long first = watch(gate, 0);
    long second = watch(gate, 76);
    try (Hold hold = main.hold()) {
      children.signal(first, RealChildren.SIGKILL);
      children.end(gate, first, second);
    }
    exits.awaitExactly(Map.of(first, -RealChildren.SIGKILL, second, 76));
  }

  @Test
  @DisplayName(
      "W5 dead before the registration: told at once, once, and not inside addChildHandler")
  void tellsAnExitBeforeTheRegistration() throws Exception {
    Gate gate = children.newGate();
    long pid =
        main.call(
            () -> {
              try (ForkGuard guard = watcher.enter()) {
                long ended = children.spawn(gate, 5);
                children.end(gate, ended);
                watcher.addChildHandler(ended, exits);
                exits.assertExactly(Map.of());
                return ended;
              }
            });
    exits.awaitExactly(Map.of(pid, 5));
    assertAlive();
    exits.assertExactly(Map.of(pid, 5));
  }

  @Test
  @DisplayName("W5 dead and noticed before the registration, with the guard open: told as well")
  void tellsAnExitNoticedBeforeTheRegistration() throws Exception {
    Gate gate = children.newGate();
    try (ForkGuard guard = watcher.enter()) {
      long pid = children.spawn(gate, 6);
      children.end(gate, pid);
      assertAlive();
      watcher.addChildHandler(pid, exits);
      exits.awaitExactly(Map.of(pid, 6));
    }
  }

  @Test
  @DisplayName("W5 the registration alone tells it: neither a signal nor a timer comes to help")
  void needsNoSignalForAnExitBeforeTheRegistration() throws Exception {
    watcher.attachLoop(new SteppedLoop(main.loop()).loop());
    main.settle();
    Gate gate = children.newGate();
    try (ForkGuard guard = watcher.enter()) {
      long pid = children.spawn(gate, 7);
      children.end(gate, pid);
      watcher.addChildHandler(pid, exits);
      exits.awaitExactly(Map.of(pid, 7));
    }
  }

  @Test
  @DisplayName("W6 the same pid registered twice: only the second handler")
  void tellsTheNewestHandlerOnly() throws Exception {
    RecordedExits replaced = new RecordedExits();
    Gate gate = children.newGate();
    long pid = watch(gate, 51, replaced);
    try (ForkGuard guard = watcher.enter()) {
      watcher.addChildHandler(pid, exits);
    }

    gate.open();

    exits.awaitExactly(Map.of(pid, 51));
    main.settle();
    replaced.assertExactly(Map.of());
  }

  @Test
  @DisplayName("W7 removed, then exits: not told. W9 remove: true, then false")
  void tellsNoRemovedHandler() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 23);

    assertTrue(watcher.removeChildHandler(pid));
    assertFalse(watcher.removeChildHandler(pid));
    children.end(gate, pid);
    assertAlive();

    exits.assertExactly(Map.of());
    children.steal(pid);
  }

  @Test
  @DisplayName("W9 remove: false for what was told, and for what was never registered")
  void removesNothingThatIsNotThere() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    gate.open();
    exits.awaitExactly(Map.of(pid, 0));

    assertFalse(watcher.removeChildHandler(pid));
    assertFalse(watcher.removeChildHandler(-1));
  }

  @Test
  @DisplayName(
      "W11 reaped by somebody else: unknown, 255, a warning that names the pid; no made-up 0")
  void tellsAStolenStatusAsUnknown() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    try (Hold hold = main.hold()) {
      gate.open();
      assertTrue(children.steal(pid));
    }
    assertAlive();
    if (waitsForAnyChild()) {
      exits.assertExactly(Map.of());
    } else {
      exits.awaitExactly(Map.of(pid, 255));
      assertInstanceOf(Unknown.class, exits.calls().get(0).status());
      assertTrue(log.names(pid), () -> "no warning names " + pid + ": " + log.warnings());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -2, -1, 0, 1, 4_194_305, 1L << 32, Long.MAX_VALUE})
  @DisplayName("W27 what can be no child's pid is refused, and nothing is registered")
  void refusesImpossiblePids(long pid) {
    assertRefused(pid);
  }

  @Test
  @DisplayName("W27 this process itself, its parent, and a child that was reaped are refused")
  void refusesWhatIsNoChildOfOurs() throws Exception {
    assertRefused(ProcessHandle.current().pid());
    ProcessHandle.current().parent().map(ProcessHandle::pid).ifPresent(this::assertRefused);

    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    gate.open();
    exits.awaitExactly(Map.of(pid, 0));
    assertRefused(pid);
  }

  @Test
  @DisplayName(
      "W17 outside its guard a registration is refused where the watcher waits for any child")
  void asksForItsGuard() throws Exception {
    Gate gate = children.newGate();
    long pid;
    try (ForkGuard guard = watcher.enter()) {
      pid = children.spawn(gate, 17);
    }
    if (waitsForAnyChild()) {
      assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(pid, exits));
      assertFalse(watcher.removeChildHandler(pid));
      children.end(gate, pid);
      children.steal(pid);
    } else {
      watcher.addChildHandler(pid, exits);
      gate.open();
      exits.awaitExactly(Map.of(pid, 17));
    }
  }

  @Test
  @DisplayName("Fault 30: strangers keep their exits, except where the watcher waits for any child")
  void leavesStrangersAlone() throws Exception {
    Gate gate = children.newGate();
    long stranger = children.spawn(gate, 30);
    children.end(gate, stranger);
    assertAlive();

    assertEquals(!waitsForAnyChild(), children.steal(stranger));
    assertEquals(waitsForAnyChild(), log.names(stranger), log.warnings()::toString);
  }

  @Test
  @DisplayName("Fault 30: ProcessBuilder's children exit as they did")
  void leavesProcessBuilderAlone() throws Exception {
    assumeFalse(waitsForAnyChild(), "a wait for any child takes the exits of ProcessBuilder");
    for (int child = 0; child < 20; child++) {
      Process process = new ProcessBuilder("/bin/sh", "-c", "exit 7").start();
      assertAlive();
      assertEquals(7, process.waitFor());
    }
  }

  private void assertRefused(long pid) {
    try (ForkGuard guard = watcher.enter()) {
      NoSuchChildException refusal =
          assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
      assertEquals(pid, refusal.pid());
    }
    assertFalse(watcher.removeChildHandler(pid));
  }

  @Test
  @DisplayName("W28 the handler runs on the loop's thread")
  void callsOnTheLoop() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    gate.open();
    exits.awaitExactly(Map.of(pid, 0));
    assertSame(main.thread(), exits.calls().get(0).thread());
    assertEquals(List.of(), main.reported());
  }
}
