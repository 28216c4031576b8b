package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hotloop.posix.TestChildren.CHILDREN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.hotloop.child.ExitStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A wait for any child beside many spawns. */
class ReapRaceTest {

  private static final int SPAWNERS = 6;
  private static final int EACH = 60;

  @Test
  @DisplayName("W26 each child is reaped once, and none is left on the list")
  void everyChildIsReapedOnceAndNoneStaysListed() throws Exception {
    Map<Long, ExitStatus> reaped = new ConcurrentHashMap<>();
    AtomicBoolean spawning = new AtomicBoolean(true);
    ExecutorService threads = Executors.newCachedThreadPool();
    Future<?> reaper = threads.submit(() -> reapWhile(spawning, reaped));
    try {
      Callable<Void> spawner =
          () -> {
            for (int i = 0; i < EACH; i++) {
              TestChildren.spawn("/bin/true");
            }
            return null;
          };
      List<Callable<Void>> spawners = IntStream.range(0, SPAWNERS).mapToObj(i -> spawner).toList();
      for (Future<Void> done : threads.invokeAll(spawners)) {
        done.get(60, SECONDS);
      }
      await().until(() -> reaped.size() == SPAWNERS * EACH);
    } finally {
      spawning.set(false);
      reaper.get(60, SECONDS);
      threads.shutdown();
    }

    assertEquals(0, CHILDREN.unreaped());
  }

  private static void reapWhile(AtomicBoolean spawning, Map<Long, ExitStatus> reaped) {
    while (spawning.get()) {
      if (CHILDREN.reapAny() instanceof WaitResult.Reaped taken) {
        assertNull(reaped.put(taken.pid(), taken.status()), "reaped twice");
      }
    }
  }
}
