package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who is called for a pid that is registered, replaced, removed or reused. */
class RegisteringTest extends SwapTestBase {

  @Test
  @DisplayName("W6 the same child registered twice: only the second handler is called")
  void a_second_handler_replaces_the_first() throws InterruptedException {
    swaps.swapTo("safe");
    Exits second = new Exits();
    swaps.spawn(11, exits);
    watcher.addChildHandler(11, second);

    swaps.kernel.exit(11, 6);
    settle();

    assertEquals(List.of(), exits.calls());
    assertEquals(List.of("11:6"), second.calls());
    assertEquals(0, swaps.children.size());
  }

  @Test
  void a_replaced_handler_comes_back_when_its_successor_is_refused() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    safe.failingFor(11);

    assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(11, new Exits()));

    assertEquals(1, swaps.children.parked(), "the provider does not take it back either");
    swaps.swapTo("next");
    swaps.kernel.exit(11, 2);
    settle();
    assertEquals(List.of("11:2"), exits.calls());
  }

  @Test
  void a_late_delivery_reaches_the_registration_it_was_for_not_the_reused_pid()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    Exits next = new Exits();
    swaps.spawn(11, exits);
    Runnable late = takeExit(safe, 11, 1);
    swaps.spawn(11, next);

    late.run();
    settle();
    assertEquals(List.of("11:1"), exits.calls());
    assertEquals(List.of(), next.calls());

    swaps.kernel.exit(11, 2);
    settle();
    assertEquals(List.of("11:2"), next.calls());
  }

  @Test
  @DisplayName("W7 removed, then a late exit: not called, and removal answers the truth")
  void removal_is_false_when_the_exit_is_on_its_way() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.spawn(12, exits);
    Runnable late = takeExit(safe, 11, 1);

    assertFalse(watcher.removeChildHandler(11));
    assertTrue(watcher.removeChildHandler(12));

    late.run();
    swaps.kernel.exit(12, 1);
    settle();
    assertEquals(List.of("11:1"), exits.calls());
  }

  @Test
  @DisplayName("W9 a parked registration can be removed: true, then false")
  void a_parked_registration_can_be_removed() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.park();

    assertTrue(watcher.removeChildHandler(11));
    assertFalse(watcher.removeChildHandler(11));

    swaps.swapTo("next");
    swaps.kernel.exit(11, 1);
    settle();
    assertEquals(List.of(), exits.calls());
    assertEquals(0, swaps.children.size());
  }

  @Test
  @DisplayName("W27 numbers that no child can have are refused, parked or not")
  void nonsense_pids_are_refused() {
    long self = ProcessHandle.current().pid();
    for (long pid : new long[] {0, -1, Long.MIN_VALUE, 1, 4_194_305, 1L << 32, self}) {
      NoSuchChildException refusal =
          assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
      assertEquals(pid, refusal.pid());
      assertTrue(refusal.getMessage().startsWith("pid " + pid + ": "), refusal::getMessage);
    }
    swaps.swapTo("safe");
    assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(99, exits));
    assertEquals(0, swaps.children.size());
  }

  @Test
  void children_are_shown_by_pid_with_their_owner() {
    swaps.spawn(12, exits);
    swaps.spawn(11, exits);

    assertEquals(
        List.of("11 client", "12 client"),
        swaps.children.children().stream().map(child -> child.pid + " " + child.owner).toList());
  }
}
