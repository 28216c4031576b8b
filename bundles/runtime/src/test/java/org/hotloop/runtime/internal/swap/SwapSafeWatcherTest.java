package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.Exited;
import org.hotloop.child.ForkGuard;
import org.hotloop.child.NoSuchChildException;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwapSafeWatcherTest {

  private Swaps swaps;
  private OwnedWatcher watcher;
  private final Exits exits = new Exits();

  @BeforeEach
  void start() throws InterruptedException {
    swaps = new Swaps();
    watcher = swaps.watcher;
  }

  @AfterEach
  void end() throws InterruptedException {
    swaps.close();
  }

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
    swaps.install("safe", 0, new KernelWatcher(swaps.kernel));

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
  @DisplayName("W27 numbers that no child can have are refused, parked or not")
  void nonsense_pids_are_refused() {
    for (long pid : new long[] {0, -1, Long.MIN_VALUE, 1L << 31, ProcessHandle.current().pid()}) {
      assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(pid, exits));
    }
    swaps.swapTo("safe");
    assertThrows(NoSuchChildException.class, () -> watcher.addChildHandler(99, exits));
    assertEquals(0, swaps.children.size());
  }

  @Test
  void what_belongs_to_the_runtime_is_refused_to_users() {
    assertThrows(UnsupportedOperationException.class, watcher::close);
    assertThrows(UnsupportedOperationException.class, () -> watcher.attachLoop(null));
  }

  @Test
  void children_are_shown_by_pid_with_their_owner() {
    swaps.spawn(12, exits);
    swaps.spawn(11, exits);

    assertEquals(
        List.of("11 client", "12 client"),
        swaps.children.children().stream().map(child -> child.pid + " " + child.owner).toList());
  }

  private Runnable takeExit(KernelWatcher provider, long pid, int code) {
    ChildHandler relay = provider.handler(pid);
    assertTrue(provider.removeChildHandler(pid));
    swaps.kernel.exit(pid, code);
    swaps.kernel.reap(pid).orElseThrow();
    return () -> relay.childExited(pid, new Exited(code));
  }

  private void settle() throws InterruptedException {
    swaps.onLoop(() -> {});
    swaps.onLoop(() -> {});
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Integer> counts(SwapDTO report) {
    return List.of(report.moved, report.delivered, report.parked, report.unknown);
  }
}
