package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hotloop.child.ForkGuard;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
  @DisplayName("W7 W9 removed, then exits: not told; remove answers true, then false")
  void tellsNoRemovedHandler() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 23);

    assertTrue(watcher.removeChildHandler(pid));
    assertFalse(watcher.removeChildHandler(pid));
    children.end(gate, pid);
    assertAlive();

    exits.assertExactly(Map.of());
    assertEquals(!waitsForAnyChild(), children.steal(pid));
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
  @DisplayName("W28 the handler runs on the loop's thread")
  void callsOnTheLoop() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 0);
    gate.open();
    exits.awaitExactly(Map.of(pid, 0));
    assertSame(main.thread(), exits.calls().get(0).thread(), "the handler's thread");
    assertEquals(List.of(), main.reported());
  }
}
