package org.hotloop.runtime.internal.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ForkGuard;
import org.hotloop.runtime.internal.testing.KernelWatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Deliveries, removals, replacements and swaps beside each other: exactly one claims each child.
 */
class SwapRaceTest {

  private static final int SPAWNERS = 4;
  private static final int CHILDREN = 60;

  /** No pid that this JVM is likely to have: it refuses its own. */
  private static final long FIRST_PID = 4_000_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(SPAWNERS + 2);
  private final Map<Long, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<Long, Integer> wrong = new ConcurrentHashMap<>();
  private final Map<Long, Boolean> removed = new ConcurrentHashMap<>();
  private final AtomicBoolean done = new AtomicBoolean();
  private Swaps swaps;

  @BeforeEach
  void start() throws InterruptedException {
    swaps = new Swaps();
    swaps.swapTo("first");
  }

  @AfterEach
  void end() throws InterruptedException {
    threads.shutdownNow();
    assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
    swaps.close();
  }

  @RepeatedTest(50)
  @DisplayName("O1 O2 O9 W26 each child is delivered once with its own code, or removed")
  void each_child_is_delivered_once_or_removed() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> spawners =
        IntStream.range(0, SPAWNERS)
            .<Future<?>>mapToObj(i -> threads.submit(() -> spawnAll(go, FIRST_PID + 1000L * i)))
            .toList();
    Future<?> swapper = threads.submit(this::swapUntilDone);
    go.countDown();
    for (Future<?> spawner : spawners) {
      spawner.get(30, TimeUnit.SECONDS);
    }
    done.set(true);
    swapper.get(30, TimeUnit.SECONDS);

    Awaitility.await().until(() -> swaps.children.size() == 0);
    assertEquals(Map.of(), wrong);
    for (int i = 0; i < SPAWNERS; i++) {
      for (long pid = FIRST_PID + 1000L * i; pid < FIRST_PID + 1000L * i + CHILDREN; pid++) {
        int delivered = calls.getOrDefault(pid, new AtomicInteger()).get();
        assertEquals(removed.getOrDefault(pid, false) ? 0 : 1, delivered, "calls for pid " + pid);
      }
    }
    long left = removed.values().stream().filter(gone -> gone).count();
    assertEquals(left, swaps.kernel.unreaped(), "only removed children are left to their zombies");
  }

  private void spawnAll(CountDownLatch go, long first) {
    await(go);
    for (long pid = first; pid < first + CHILDREN; pid++) {
      spawn(pid);
    }
  }

  @SuppressWarnings("try")
  private void spawn(long pid) {
    int code = (int) (pid % 251);
    ChildHandler handler =
        (exited, status) -> {
          calls.computeIfAbsent(pid, any -> new AtomicInteger()).incrementAndGet();
          if (exited != pid || status.returncode() != code) {
            wrong.put(pid, status.returncode());
          }
        };
    boolean registered;
    try (ForkGuard guard = swaps.watcher.enter()) {
      swaps.kernel.fork(pid);
      registered = register(pid, (gone, status) -> wrong.put(pid, -1)) && register(pid, handler);
    }
    while (!registered) {
      Thread.onSpinWait(); // a failing provider serves: the next one will not refuse it
      registered = register(pid, handler);
    }
    Future<?> exit = threads.submit(() -> swaps.kernel.exit(pid, code));
    if (pid % 3 == 0) {
      removed.put(pid, swaps.watcher.removeChildHandler(pid));
    }
    join(exit);
  }

  private boolean register(long pid, ChildHandler handler) {
    try {
      swaps.watcher.addChildHandler(pid, handler);
      return true;
    } catch (IllegalStateException refused) {
      return false;
    }
  }

  private void swapUntilDone() {
    while (!done.get()) {
      switch (ThreadLocalRandom.current().nextInt(4)) {
        case 0 -> swaps.park();
        case 1 -> swaps.swapTo("failing", failing());
        default -> swaps.swapTo("next");
      }
      if (swaps.office.current().isEmpty()) {
        swaps.swapTo("again");
      }
    }
    swaps.swapTo("last");
  }

  private KernelWatcher failing() {
    KernelWatcher provider = new KernelWatcher(swaps.kernel);
    for (long pid = FIRST_PID; pid < FIRST_PID + 4000; pid += 7) {
      provider.failingFor(pid);
    }
    return provider;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Future<?> future) {
    try {
      future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
