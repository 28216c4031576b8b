package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.Exited;
import org.hotloop.dto.SwapDTO;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A swap-safe watcher on a running loop, and what its tests say about it. */
abstract class SwapTestBase {

  protected final Exits exits = new Exits();
  protected Swaps swaps;
  protected OwnedWatcher watcher;

  @BeforeEach
  void start() throws InterruptedException {
    swaps = new Swaps();
    watcher = swaps.watcher;
  }

  @AfterEach
  void end() throws InterruptedException {
    swaps.close();
  }

  protected Runnable takeExit(KernelWatcher provider, long pid, int code) {
    ChildHandler relay = provider.handler(pid);
    assertTrue(provider.removeChildHandler(pid));
    swaps.kernel.exit(pid, code);
    swaps.kernel.reap(pid).orElseThrow();
    return () -> relay.childExited(pid, new Exited(code));
  }

  protected void settle() throws InterruptedException {
    swaps.onLoop(() -> {});
    swaps.onLoop(() -> {});
  }

  protected static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  protected static List<Integer> counts(SwapDTO report) {
    return List.of(report.moved, report.delivered, report.parked, report.unknown);
  }
}
