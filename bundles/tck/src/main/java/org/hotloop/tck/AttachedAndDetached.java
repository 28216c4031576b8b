package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;
import org.hotloop.spi.RetainedChildHandler;
import org.hotloop.tck.LoopThread.Hold;
import org.hotloop.tck.RealChildren.Gate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Loops come and go; an exit meanwhile stays with the kernel until one is there again. */
abstract class AttachedAndDetached extends HandlersAtWork {

  AttachedAndDetached() {}

  @Test
  @DisplayName("W1 an attached loop has a SIGCHLD handler, and none when it is left")
  void keepsOneSignalHandler() {
    boolean listens = listensToSigchld();
    ObservedSigchld first = new ObservedSigchld(main.loop());
    ObservedSigchld second = new ObservedSigchld(newLoop().loop());

    watcher.attachLoop(first.loop());
    assertEquals(listens, first.isHandled(), "a SIGCHLD handler on the loop attached to");
    watcher.attachLoop(first.loop());
    assertEquals(listens, first.isHandled(), "a SIGCHLD handler on the loop attached to again");
    watcher.attachLoop(second.loop());
    assertFalse(first.isHandled(), "a SIGCHLD handler on the loop that was left");
    assertEquals(listens, second.isHandled(), "a SIGCHLD handler on the next loop");
    watcher.attachLoop(null);
    assertFalse(second.isHandled(), "a SIGCHLD handler on the loop that was left for none");
  }

  @Test
  @DisplayName("W13 attached to another loop, it delivers there; exits meanwhile come too")
  void movesToAnotherLoop() throws Exception {
    LoopThread second = newLoop();
    Gate early = children.newGate();
    Gate late = children.newGate();
    long before = watch(early, 1);
    long after = watch(late, 2);
    try (Hold hold = main.hold()) {
      children.end(early, before);
      watcher.attachLoop(second.loop());
    }
    exits.awaitExactly(Map.of(before, 1));
    late.open();
    exits.awaitExactly(Map.of(before, 1, after, 2));
    exits.calls().forEach(call -> assertSame(second.thread(), call.thread()));
  }

  @Test
  @DisplayName("W14 detached with handlers pending: a warning; exits come with the next attach")
  void keepsExitsWhileDetached() throws Exception {
    Gate gate = children.newGate();
    long first = watch(gate, 141);
    long second = watch(gate, 142);
    int warned = log.warnings().size();

    watcher.attachLoop(null);
    assertEquals(warned + 1, log.warnings().size(), "warnings of pending handlers");
    assertTrue(log.warnings().get(warned).contains("2"), log.warnings()::toString);
    children.end(gate, first, second);
    main.settle();
    exits.assertExactly(Map.of());

    watcher.attachLoop(main.loop());
    exits.awaitExactly(Map.of(first, 141, second, 142));
  }

  @Test
  @DisplayName("W14 the attach alone tells them: neither a signal nor a timer comes to help")
  void needsNoSignalForExitsWhileDetached() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 143, retained(exits));
    watcher.attachLoop(null);
    children.end(gate, pid);

    watcher.attachLoop(new SteppedLoop(main.loop()).loop());
    exits.awaitExactly(Map.of(pid, 143));
  }

  /** As the runtime's: the registrations are kept elsewhere. */
  static RetainedChildHandler retained(ChildHandler handler) {
    return handler::childExited;
  }

  @Test
  @DisplayName("W14 no warning where somebody else keeps the registrations, or there are none")
  void detachesQuietlyFromRetainedHandlers() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 14, retained(exits));

    watcher.attachLoop(null);
    watcher.attachLoop(main.loop());
    gate.open();
    exits.awaitExactly(Map.of(pid, 14));
    watcher.attachLoop(null);

    assertEquals(List.of(), log.warnings());
  }

  @Test
  @DisplayName("O2 what was queued before a detach waits for no child after it")
  void waitsForNothingOnceDetached() throws Exception {
    Gate gate = children.newGate();
    long pid = watch(gate, 2);
    main.settle();
    try (Hold hold = main.hold()) {
      children.end(gate, pid);
      // Whatever looks for exits missed is queued behind the hold now.
      watcher.attachLoop(main.loop());
      watcher.attachLoop(null);
    }
    main.settle();
    assertTrue(children.isUnreaped(pid), "waited for a child when it was detached");
    assertTrue(watcher.removeChildHandler(pid));
    assertTrue(children.steal(pid));
  }

  @Test
  @DisplayName("W14 detached by a handler, it tells the rest after the next attach")
  void letsAHandlerDetach() throws Exception {
    Gate gate = children.newGate();
    RetainedChildHandler detaching =
        (pid, status) -> {
          exits.childExited(pid, status);
          watcher.attachLoop(null);
        };
    long first = watch(gate, 1, detaching);
    long second = watch(gate, 2, detaching);
    try (Hold hold = main.hold()) {
      children.end(gate, first, second);
    }
    Conditions.await("the first exit", () -> exits.calls().size() == 1);
    main.settle();
    watcher.attachLoop(main.loop());
    exits.awaitExactly(Map.of(first, 1, second, 2));
  }

  @Test
  @DisplayName("W19 active: attached to a loop that runs")
  void isActiveWhileItsLoopRuns() throws Exception {
    assertTrue(watcher.isActive());
    watcher.attachLoop(null);
    assertFalse(watcher.isActive(), "active while detached");
    try (EventLoop idle = newEventLoop()) {
      watcher.attachLoop(idle);
      assertFalse(watcher.isActive(), "active on a loop that does not run");
      watcher.attachLoop(null);
    }
    try (ChildWatcher fresh = newWatcher()) {
      assertFalse(fresh.isActive(), "active before it was attached");
    }
  }

  @Test
  @DisplayName("W19 not attached: a registration is refused, and nothing is registered")
  void refusesRegistrationsWhileDetached() throws Exception {
    watcher.attachLoop(null);
    assertRefusedToRegister();
  }

  /** Whatever the reason. */
  final void assertRefusedToRegister() throws Exception {
    Gate gate = children.newGate();
    long pid = children.spawn(gate, 0);
    try (ForkGuard guard = watcher.enter()) {
      assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(pid, exits));
    }
    assertFalse(watcher.removeChildHandler(pid));
    children.end(gate, pid);
    assertTrue(children.steal(pid));
  }
}
