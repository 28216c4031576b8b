package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;
import org.hotloop.child.ForkGuard;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Providers that break their contract: the runtime contains it, says so, and loses nothing. */
class BrokenProviderTest extends SwapTestBase {

  private final CountDownLatch freed = new CountDownLatch(1);

  @AfterEach
  void freeWhatHangs() {
    freed.countDown();
  }

  @Test
  @DisplayName("O2 an exit told twice is delivered once, and the provider is named")
  void told_twice() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    Runnable exit = takeExit(safe, 11, 1);

    exit.run();
    exit.run();
    settle();

    assertEquals(List.of("11:1"), exits.calls());
    assertEquals(Map.of("told an exit twice", 1), breaches("safe"));
  }

  @Test
  @DisplayName("W7 W9 a provider that calls what it told to be removed reaches nobody")
  void called_after_removal() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    ChildHandler kept = safe.handler(11);
    assertTrue(watcher.removeChildHandler(11));

    kept.childExited(11, new Exited(1));
    settle();

    assertEquals(List.of(), exits.calls());
    assertEquals(Map.of("called a removed handler", 1), breaches("safe"));
  }

  @Test
  @DisplayName("W6 a provider that calls a replaced handler reaches nobody")
  void called_after_replacement() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, new Exits());
    ChildHandler kept = safe.handler(11);
    watcher.addChildHandler(11, exits);

    kept.childExited(11, new Exited(1));
    settle();
    assertEquals(List.of(), exits.calls());
    swaps.kernel.exit(11, 2);
    settle();

    assertEquals(List.of("11:2"), exits.calls());
    assertEquals(Map.of("called a replaced handler", 1), breaches("safe"));
  }

  @Test
  @DisplayName("O2 an exit told by who gave the child back is the truth, and delivered once")
  void told_after_it_was_given_back() throws InterruptedException {
    KernelWatcher safe = swaps.swapTo("safe");
    swaps.spawn(11, exits);
    ChildHandler kept = safe.handler(11);
    swaps.swapTo("next");

    kept.childExited(11, new Exited(1));
    swaps.kernel.exit(11, 2);
    settle();

    assertEquals(List.of("11:1"), exits.calls());
    assertEquals(1, breaches("safe").get("told the exit of a child that it had given back"));
    assertEquals(Map.of("told an exit that was told already", 1), breaches("next"));
  }

  @Test
  @DisplayName("O9 a provider that hangs in detach is abandoned, and its children move on")
  void hangs_in_detach() throws InterruptedException {
    Candidate<ChildWatcher> hanging = swaps.install("hanging", new HangingInDetach());
    swaps.office.settle();
    swaps.spawn(11, exits);

    SwapDTO report = swaps.swapTo("next", new KernelWatcher(swaps.kernel));

    assertEquals("next", report.to);
    assertTrue(
        report.reason.startsWith(
            "hanging did not return from attachLoop(null) within 300 ms and was abandoned"),
        report.reason);
    assertEquals(List.of(1, 0, 0, 0), counts(report));
    assertTrue(hanging.isAbandoned());
    assertFalse(hanging.isUsable());
    swaps.kernel.exit(11, 7);
    settle();
    assertEquals(List.of("11:7"), exits.calls());
  }

  @Test
  @DisplayName("O9 a provider that hangs in attach is abandoned, and the one before serves on")
  void hangs_in_attach() throws InterruptedException {
    swaps.swapTo("safe");
    swaps.spawn(11, exits);
    ChildWatcher hanging =
        new KernelWatcher(swaps.kernel) {
          @Override
          public void attachLoop(EventLoop loopOrNull) {
            hang();
          }
        };
    swaps.install("hanging", hanging);

    SwapDTO report = swaps.office.settle().orElseThrow();

    assertEquals("safe", report.to);
    assertTrue(report.reason.contains("hanging did not return from attachLoop "), report.reason);
    swaps.kernel.exit(11, 7);
    settle();
    assertEquals(List.of("11:7"), exits.calls());
  }

  @Test
  @DisplayName("O2 a status that an abandoned provider tells in time is delivered, not unknown")
  void late_status_of_an_abandoned_provider() throws InterruptedException {
    KernelWatcher hanging = new HangingInDetach();
    swaps.swapTo("hanging", hanging);
    swaps.spawn(11, exits);
    Runnable late = takeExit(hanging, 11, 7);

    SwapDTO report = swaps.swapTo("next", new KernelWatcher(swaps.kernel));
    assertEquals(List.of(1, 0), List.of(report.limbo, report.unknown));
    late.run();
    settle();

    assertEquals(List.of("11:7"), exits.calls());
    assertEquals(0, swaps.children.limbo());
    assertEquals(0, swaps.children.size());
  }

  @Test
  @DisplayName("W11 a status that nobody tells within the grace is unknown, once")
  void status_that_never_comes() throws InterruptedException {
    KernelWatcher hanging = new HangingInDetach();
    swaps.swapTo("hanging", hanging);
    swaps.spawn(11, exits);
    Runnable tooLate = takeExit(hanging, 11, 7);
    swaps.swapTo("next");
    assertEquals(1, swaps.children.limbo());

    Awaitility.await().until(() -> exits.calls().equals(List.of("11:255")));
    tooLate.run();
    settle();

    assertEquals(List.of("11:255"), exits.calls());
    assertEquals(Map.of("told an exit that was told already", 1), breaches("hanging"));
  }

  @Test
  @DisplayName("O9 an abandoned provider is given back when its call returns, not before")
  void an_abandoned_provider_is_released_when_it_is_free() {
    CountDownLatch released = new CountDownLatch(1);
    Candidate<ChildWatcher> hanging = swaps.install("hanging", new HangingInDetach());
    swaps.office.settle();
    swaps.swapTo("next");
    hanging.whenFree(released::countDown);
    assertEquals(1, released.getCount());

    freed.countDown();

    Awaitility.await().until(() -> released.getCount() == 0);
  }

  @Test
  @DisplayName("W26 a provider that throws everywhere delays nothing but itself")
  void throws_everywhere() throws InterruptedException {
    KernelWatcher throwing =
        new KernelWatcher(swaps.kernel) {
          @Override
          public void attachLoop(EventLoop loopOrNull) {
            if (loopOrNull == null) {
              throw new NoClassDefFoundError("gone");
            }
            super.attachLoop(loopOrNull);
          }

          @Override
          public boolean removeChildHandler(long pid) {
            throw new IllegalStateException("no");
          }

          @Override
          public ForkGuard enter() {
            return () -> {
              throw new IllegalStateException("no");
            };
          }
        };
    swaps.swapTo("throwing", throwing);
    swaps.spawn(11, exits);
    swaps.spawn(12, exits);
    assertTrue(watcher.removeChildHandler(12));

    swaps.swapTo("next");
    swaps.kernel.exit(11, 7);
    settle();

    assertEquals(List.of("11:7"), exits.calls());
    assertEquals(1, breaches("throwing").get("failed when detached"));
    assertEquals(1, breaches("throwing").get("failed to give a child back"));
    assertTrue(breaches("throwing").containsKey("failed when its guard was closed"));
  }

  @Test
  @DisplayName("W25 a provider may ask the runtime from inside its own attach, which is no swap")
  void asks_from_inside() {
    KernelWatcher asking =
        new KernelWatcher(swaps.kernel) {
          @Override
          public void attachLoop(EventLoop loopOrNull) {
            swaps.office.settle();
            watcher.removeChildHandler(99);
            super.attachLoop(loopOrNull);
          }
        };

    assertEquals("asking", swaps.swapTo("asking", asking).to);
  }

  private Map<String, Integer> breaches(String name) {
    return swaps.election.candidates().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow()
        .toDTO(false)
        .breaches;
  }

  /** Also deaf to interrupts, as a native wait is. */
  private void hang() {
    while (freed.getCount() > 0) {
      try {
        freed.await();
      } catch (InterruptedException deaf) {
        continue;
      }
    }
  }

  private final class HangingInDetach extends KernelWatcher {

    private HangingInDetach() {
      super(swaps.kernel);
    }

    @Override
    public void attachLoop(EventLoop loopOrNull) {
      if (loopOrNull == null) {
        hang();
      }
      super.attachLoop(loopOrNull);
    }
  }
}
