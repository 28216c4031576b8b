package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a bundle owns, and what it may not do. */
class OwnedWatcherTest extends SwapTestBase {

  @Test
  @DisplayName("O10 a bundle that lets go takes its handlers along; its children are reaped")
  void a_released_owner_is_not_called() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.kernel.fork(12);
    OwnedWatcher other = swaps.children.ownedBy("other");
    other.addChildHandler(12, exits);

    watcher.release();

    swaps.kernel.exit(11, 1);
    swaps.kernel.exit(12, 2);
    settle();
    assertEquals(List.of("12:2"), exits.calls());
    assertEquals(0, swaps.kernel.unreaped());
    assertThrows(IllegalStateException.class, () -> watcher.addChildHandler(13, exits));
    assertThrows(IllegalStateException.class, watcher::enter);
    assertFalse(watcher.isActive());
  }

  @Test
  @DisplayName("O10 also a delivery that is under way does not reach a bundle that has gone")
  void a_delivery_under_way_stops_at_a_released_owner() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.onLoop(
        () -> {
          Thread bringer = new Thread(takeExit(safe, 11, 1), "bringer");
          bringer.start();
          join(bringer); // the delivery is queued behind us
          watcher.release();
        });
    settle();

    assertEquals(List.of(), exits.calls());
    assertEquals(0, swaps.children.size());
  }

  @Test
  void what_belongs_to_the_runtime_is_refused_to_users() {
    assertThrows(UnsupportedOperationException.class, watcher::close);
    assertThrows(UnsupportedOperationException.class, () -> watcher.attachLoop(null));
  }
}
