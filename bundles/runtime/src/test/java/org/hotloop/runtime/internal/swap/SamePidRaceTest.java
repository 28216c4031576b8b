package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Several register for one child at the same time: table and provider agree on who came last. */
class SamePidRaceTest {

  private static final int THREADS = 4;
  private static final int CHILDREN = 50;

  /** No pid that this JVM is likely to have: it refuses its own. */
  private static final long FIRST_PID = 4_000_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final CyclicBarrier together = new CyclicBarrier(THREADS);
  private final Exits exits = new Exits();
  private Swaps swaps;

  @BeforeEach
  void start() throws InterruptedException {
    swaps = new Swaps();
    swaps.swapTo("safe");
  }

  @AfterEach
  void end() throws InterruptedException {
    threads.shutdownNow();
    swaps.close();
  }

  @RepeatedTest(50)
  @DisplayName("W6 W26 of all handlers registered for a child exactly one is called")
  void exactly_one_handler_is_called() throws Exception {
    for (long pid = 1; pid <= CHILDREN; pid++) {
      swaps.kernel.fork(FIRST_PID + pid);
    }
    List<Future<?>> registrars = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      registrars.add(threads.submit(this::registerAll));
    }
    for (Future<?> registrar : registrars) {
      registrar.get();
    }

    for (long pid = 1; pid <= CHILDREN; pid++) {
      swaps.kernel.exit(FIRST_PID + pid, 0);
    }

    Awaitility.await().until(() -> swaps.kernel.unreaped() == 0);
    swaps.onLoop(() -> {});
    assertEquals(CHILDREN, exits.calls().size());
    assertEquals(CHILDREN, exits.calls().stream().distinct().count());
    assertEquals(0, swaps.children.size());
  }

  private Void registerAll() throws Exception {
    for (long pid = 1; pid <= CHILDREN; pid++) {
      together.await();
      swaps.watcher.addChildHandler(FIRST_PID + pid, exits);
    }
    return null;
  }
}
