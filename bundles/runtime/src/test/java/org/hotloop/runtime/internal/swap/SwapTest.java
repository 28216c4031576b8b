package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A swap of what is registered: moved, delivered by the old provider, parked, or unknown. */
class SwapTest extends SwapTestBase {

  @Test
  @DisplayName("O1 a swap moves what is pending, and each exit comes once with its own code")
  void a_swap_moves_registrations() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.spawn(12, exits);

    SwapDTO report = swaps.swapTo("fast", new KernelWatcher(swaps.kernel));

    assertEquals(List.of("safe", "fast"), List.of(report.from, report.to));
    assertEquals(List.of(2, 0, 0, 0), counts(report));
    assertFalse(safe.isAttached());
    assertEquals(0, safe.size());
    swaps.kernel.exit(12, 7);
    settle();
    swaps.kernel.exit(11, 3);
    settle();
    assertEquals(List.of("12:7", "11:3"), exits.calls());
  }

  @Test
  @DisplayName("O2 an exit that the old provider has taken is delivered by it, once")
  void a_swap_during_delivery_leaves_the_delivery_alone() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.spawn(12, exits);
    Runnable delivery = takeExit(safe, 11, 5);

    SwapDTO report = swaps.swapTo("fast", new KernelWatcher(swaps.kernel));

    assertEquals(List.of(1, 1, 0, 0), counts(report));
    assertEquals(List.of(), exits.calls());
    delivery.run();
    settle();
    assertEquals(List.of("11:5"), exits.calls());
    assertEquals(1, swaps.children.size());
  }

  @Test
  @DisplayName("O5 with no provider exits are kept, and the next one delivers them")
  void registrations_are_parked() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(11, exits);

    SwapDTO report = swaps.park();
    swaps.spawn(12, exits);
    swaps.kernel.exit(11, 1);
    swaps.kernel.exit(12, 2);
    settle();

    assertEquals(List.of(0, 0, 1, 0), counts(report));
    assertEquals(2, swaps.children.parked());
    assertTrue(watcher.isActive(), "spawning goes on");
    assertEquals(List.of(), exits.calls());

    assertEquals(
        List.of(2, 0, 0, 0), counts(swaps.swapTo("next", new KernelWatcher(swaps.kernel))));
    settle();
    assertEquals(List.of("11:1", "12:2"), exits.calls().stream().sorted().toList());
    assertEquals(0, swaps.kernel.unreaped());
  }

  @Test
  @DisplayName("W11 a status that was stolen while nobody watched is delivered as unknown")
  void a_stolen_status_is_unknown_after_the_swap() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(11, exits);
    swaps.spawn(12, exits);
    swaps.park();
    swaps.kernel.exit(11, 0);
    swaps.kernel.reap(11);

    SwapDTO report = swaps.swapTo("next", new KernelWatcher(swaps.kernel));

    assertEquals(List.of(1, 0, 0, 1), counts(report));
    settle();
    assertEquals(List.of("11:255"), exits.calls());
  }

  @Test
  @DisplayName("O17 a provider that cannot be attached gives way, and nothing is lost")
  void a_provider_that_fails_in_attach_is_passed_over() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);

    SwapDTO report = swaps.swapTo("pidfd", new KernelWatcher(swaps.kernel).failingAttach());

    assertEquals("safe", report.to);
    assertTrue(report.reason.startsWith("pidfd could not take over"), report.reason);
    assertEquals(List.of(1, 0, 0, 0), counts(report));
    assertTrue(safe.isAttached());
    swaps.kernel.exit(11, 4);
    settle();
    assertEquals(List.of("11:4"), exits.calls());
  }

  @Test
  void a_provider_that_fails_at_one_registration_gives_all_back() throws InterruptedException {
    KernelWatcher pidfd = new KernelWatcher(swaps.kernel).failingFor(13);
    for (long pid = 11; pid <= 14; pid++) {
      swaps.spawn(pid, exits);
    }
    swaps.install("safe", new KernelWatcher(swaps.kernel));

    SwapDTO report = swaps.swapTo("pidfd", pidfd);

    assertEquals("safe", report.to);
    assertEquals(List.of(4, 0, 0, 0), counts(report));
    assertEquals(0, pidfd.size());
    assertEquals(0, pidfd.guards());
    assertFalse(pidfd.isAttached());
    for (long pid = 11; pid <= 14; pid++) {
      swaps.kernel.exit(pid, (int) pid);
    }
    settle();
    assertEquals(4, exits.calls().size());
  }

  @Test
  void when_the_only_provider_fails_registrations_are_parked_with_the_reason() {
    swaps.spawn(11, exits);

    SwapDTO report = swaps.swapTo("pidfd", new KernelWatcher(swaps.kernel).failingAttach());

    assertEquals(null, report.to);
    assertEquals(List.of(0, 0, 1, 0), counts(report));
    assertTrue(swaps.office.reason().startsWith("pidfd could not take over"));
    assertEquals(1, swaps.children.parked());
  }

  @Test
  void a_provider_that_somebody_closed_has_dropped_its_handlers_and_all_of_them_move()
      throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    safe.close();

    SwapDTO report = swaps.swapTo("fast", new KernelWatcher(swaps.kernel));

    assertEquals(List.of(1, 0, 0, 0), counts(report));
    swaps.kernel.exit(11, 9);
    settle();
    assertEquals(List.of("11:9"), exits.calls());
  }
}
