package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ForkGuard;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where handlers run, and that no delivery is dropped. */
class DeliveryTest extends SwapTestBase {

  @Test
  @DisplayName("W28 handlers run on the main loop's thread, whichever thread brings the exit")
  void handlers_run_on_the_main_loop() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);

    takeExit(safe, 11, 1).run();
    settle();

    assertEquals(List.of("hotloop-test-main"), exits.threads());
  }

  @Test
  void an_exit_brought_inside_a_guard_waits_until_the_guard_is_closed()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    AtomicReference<List<String>> inside = new AtomicReference<>();

    swaps.onLoop(
        () -> {
          ForkGuard guard = watcher.enter();
          takeExit(safe, 11, 1).run();
          inside.set(List.copyOf(exits.calls()));
          guard.close();
        });
    settle();

    assertEquals(List.of(), inside.get());
    assertEquals(List.of("11:1"), exits.calls());
  }

  @Test
  void without_a_loop_an_exit_is_delivered_on_the_thread_that_brings_it()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    Runnable late = takeExit(safe, 11, 1);
    swaps.endLoop();

    late.run(); // there is no loop any more

    assertEquals(List.of("11:1"), exits.calls());
    assertEquals(0, swaps.children.size());
  }

  @Test
  @DisplayName("X48 a delivery that a closing loop dropped is made up for, once")
  void an_exit_scheduled_on_a_loop_that_closes_before_it_runs_is_delivered()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    Runnable late = takeExit(safe, 11, 1);
    swaps.stopLoop();
    late.run(); // accepted by a loop that will never run again
    swaps.loop.close();
    assertEquals(List.of(), exits.calls());

    swaps.children.deliverDropped();
    swaps.children.deliverDropped();

    assertEquals(List.of("11:1"), exits.calls());
  }

  @Test
  @DisplayName("W24 a handler that throws is reported, and the others are delivered")
  void a_handler_that_throws_harms_nobody() throws InterruptedException {
    swaps.swapTo("safe");
    ChildHandler broken =
        (pid, status) -> {
          throw new NoClassDefFoundError("a class of a bundle that has gone");
        };
    swaps.spawn(11, broken);
    swaps.spawn(12, exits);
    swaps.kernel.exit(11, 1);
    swaps.kernel.exit(12, 1);
    settle();

    assertEquals(List.of("12:1"), exits.calls());
    assertEquals(
        "child handler of bundle 'client' failed for pid 11",
        swaps.loop.failures().remove().message());
    assertEquals(0, swaps.children.size());
  }

  @Test
  @DisplayName("W25 a handler may register, remove, replace and even cause a swap")
  void a_handler_may_do_anything() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(12, exits);
    ChildHandler busy =
        (pid, status) -> {
          swaps.spawn(13, exits);
          watcher.removeChildHandler(12);
          swaps.swapTo("fast");
          watcher.addChildHandler(12, exits);
        };
    swaps.spawn(11, busy);

    swaps.kernel.exit(11, 0);
    settle();
    swaps.kernel.exit(12, 2);
    swaps.kernel.exit(13, 3);
    settle();

    assertEquals(List.of("12:2", "13:3"), exits.calls());
  }
}
