package org.hotloop.runtime.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.awaitility.Awaitility;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.hotloop.runtime.internal.testing.TestPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is set by hand: who serves, who is closed, and when it ends. */
class ByHandTest extends RuntimeTestBase {

  @Test
  @DisplayName("P23 P24 set by hand: the one before is closed once; null gives the choice back")
  void a_watcher_set_by_hand_serves_and_is_closed_once() {
    KernelWatcher safe = new KernelWatcher(kernel);
    KernelWatcher first = new KernelWatcher(kernel);
    KernelWatcher second = new KernelWatcher(kernel);
    startWith(safe);
    spawn(11);

    facade.setChildWatcher(first);
    assertEquals(1, first.size());
    facade.setChildWatcher(second);
    assertEquals(List.of(1, 0), List.of(first.closings(), second.closings()));
    facade.setChildWatcher(second);
    assertEquals(0, second.closings());
    facade.setChildWatcher(null);

    assertEquals(List.of(1, 1, 0), List.of(first.closings(), second.closings(), safe.closings()));
    assertFalse(first.wasClosedAtWork() || second.wasClosedAtWork());
    kernel.exit(11, 3);
    Awaitility.await().until(() -> exits.equals(List.of("11:3")));
  }

  @Test
  @DisplayName("P25 one that cannot serve is refused, and the one before is kept open")
  void a_watcher_set_by_hand_that_fails_is_refused() {
    KernelWatcher first = new KernelWatcher(kernel);
    startWith(new KernelWatcher(kernel));
    facade.setChildWatcher(first);

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> facade.setChildWatcher(new KernelWatcher(kernel).failingAttach()));

    assertTrue(refused.getMessage().contains("no signal handler"), refused.getMessage());
    assertEquals(0, first.closings());
    assertTrue(first.isAttached());
    assertEquals("set by hand by bundle client", facade.snapshot().watcher.reason);
  }

  @Test
  void what_a_bundle_set_by_hand_ends_with_it() {
    KernelWatcher byHand = new KernelWatcher(kernel);
    KernelWatcher safe = new KernelWatcher(kernel);
    startWith(safe);
    facade.setChildWatcher(byHand);

    runtime.ownerGoes("somebody else's key");
    assertEquals(0, byHand.closings());
    runtime.ownerGoes(client.key());

    assertEquals(1, byHand.closings());
    assertTrue(safe.isAttached());
  }

  @Test
  void the_current_ones_cannot_be_set_themselves() {
    startWith(new KernelWatcher(kernel));

    assertThrows(
        IllegalArgumentException.class, () -> facade.setChildWatcher(facade.getChildWatcher()));
    assertThrows(
        IllegalArgumentException.class, () -> facade.setEventLoopPolicy(runtime.currentPolicy()));
  }

  @Test
  @DisplayName("P2 P4 P28 a policy set by hand is current, and the managed loops are its own")
  void a_policy_set_by_hand_makes_the_loops_from_now_on() {
    TestPolicy mine = new TestPolicy();
    startWith(new KernelWatcher(kernel));

    facade.setEventLoopPolicy(mine);
    assertSame(mine, facade.getEventLoopPolicy());
    assertEquals(1, mine.made().size());
    assertTrue(policy.made().get(0).isClosed());
    runtime.currentPolicy().newEventLoop();
    assertEquals(2, mine.made().size());

    facade.setEventLoopPolicy(null);
    assertSame(policy, facade.getEventLoopPolicy());
    assertTrue(mine.made().get(0).isClosed());
    assertFalse(mine.made().get(1).isClosed());
  }
}
