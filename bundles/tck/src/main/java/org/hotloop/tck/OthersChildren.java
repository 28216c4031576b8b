package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.child.Unknown;
import org.hotloop.posix.PosixException;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom it must not watch, and what it must leave to others who spawn and wait. */
abstract class OthersChildren extends HeldChildren {

  private static final int FAILING = 200;

  OthersChildren() {}

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

    assertEquals(
        !waitsForAnyChild(), children.steal(stranger), "whether a stranger keeps its exit");
    assertEquals(waitsForAnyChild(), log.names(stranger), log.warnings()::toString);
  }

  @Test
  @DisplayName("Fault 30: 300 of ProcessBuilder's children exit as they did")
  void leavesProcessBuilderAlone() throws Exception {
    assumeFalse(waitsForAnyChild(), "a wait for any child takes the exits of ProcessBuilder");
    for (int round = 0; round < 30; round++) {
      List<Process> others = new ArrayList<>();
      for (int child = 0; child < 10; child++) {
        others.add(new ProcessBuilder("/bin/sh", "-c", "exit 7").start());
      }
      assertAlive();
      for (Process other : others) {
        assertEquals(7, other.waitFor());
      }
    }
  }

  @Test
  @Tag(OtherJvm.TAG)
  @DisplayName(
      "Fault 27: a JVM that is pid 1 reaps orphans it adopts, also one of a pid that was told")
  void reapsAdoptedOrphans() throws Exception {
    standAside();
    OtherJvm.assumeRuns("unshare", "-pf", "--mount-proc", "true");
    OtherJvm.run(
        List.of("unshare", "-pf", "--mount-proc"),
        OtherJvmPrograms.AdoptingOrphans.class,
        getClass());
  }

  @Test
  @DisplayName("Fault 24: spawns that fail leave no exit to be told, taken or warned of")
  void hearsNothingOfFailedSpawns() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 24);
    for (int spawn = 0; spawn < FAILING; spawn++) {
      try (ForkGuard guard = watcher.enter()) {
        assertThrows(PosixException.class, children::spawnMissing);
      }
    }
    assertAlive();
    exits.assertExactly(Map.of());
    assertEquals(List.of(), log.warnings());
    gate.open();
    exits.awaitExactly(Map.of(pid, 24));
  }

  private void assertRefused(long pid) {
    try (ForkGuard guard = watcher.enter()) {
      NoSuchChildException refusal =
          assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
      assertEquals(pid, refusal.pid());
    }
    assertFalse(watcher.removeChildHandler(pid));
  }
}
