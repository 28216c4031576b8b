package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.hotloop.child.ForkGuard;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guards keep swaps out of the time between fork and registration. */
class GuardTest extends SwapTestBase {

  @Test
  @DisplayName("a swap waits for guards, which nest, and takes place after the outermost")
  void a_guard_keeps_a_swap_out() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    ForkGuard outer = watcher.enter();
    ForkGuard inner = watcher.enter();
    assertEquals(2, safe.guards(), "the provider's own guard is entered as well");
    Thread swap = new Thread(() -> swaps.swapTo("fast"), "swap");
    swap.start();
    Awaitility.await().until(() -> swap.getState() == Thread.State.WAITING);

    swaps.kernel.fork(11);
    watcher.addChildHandler(11, exits);
    assertEquals(1, safe.size(), "a swap has come between fork and registration");
    inner.close();
    inner.close();
    assertTrue(swap.isAlive());
    outer.close();
    swap.join();

    assertEquals(0, safe.guards());
    assertEquals(0, safe.size());
    swaps.kernel.exit(11, 1);
    settle();
    assertEquals(List.of("11:1"), exits.calls());
  }

  @Test
  void a_swap_asked_for_inside_a_guard_is_refused() {
    swaps.swapTo("safe");
    try (ForkGuard guard = watcher.enter()) {
      assertThrows(IllegalStateException.class, swaps.children::refuseInsideGuard);
      guard.close();
      swaps.children.refuseInsideGuard();
    }
  }

  @Test
  void a_provider_that_goes_inside_a_guard_is_swapped_at_once_and_the_guard_holds_on()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    try (ForkGuard guard = watcher.enter()) {
      swaps.park();
      safe.close();
      Thread swap = new Thread(() -> swaps.swapTo("fast"), "swap");
      swap.start();
      Awaitility.await().until(() -> swap.getState() == Thread.State.WAITING);
      swaps.spawn(12, exits);
      guard.close();
      swap.join();
    }
    swaps.kernel.exit(11, 1);
    swaps.kernel.exit(12, 2);
    settle();
    assertEquals(List.of("11:1", "12:2"), exits.calls());
  }

  @Test
  void a_guard_is_closed_on_its_own_thread() throws InterruptedException {
    swaps.swapTo("safe");
    ForkGuard guard = watcher.enter();
    AtomicReference<Throwable> refused = new AtomicReference<>();
    Thread stranger = new Thread(guard::close, "stranger");
    stranger.setUncaughtExceptionHandler((thread, failure) -> refused.set(failure));
    stranger.start();
    stranger.join();

    assertTrue(refused.get() instanceof IllegalStateException);
    guard.close();
  }
}
