package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoopExecutorTest {

  @Test
  @DisplayName("L25 threads are named by role, daemons, without anybody's class loader, bounded")
  void makesItsThreads() throws Exception {
    int bound = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
    Set<Thread> threads = new HashSet<>();
    try (EventLoop loop = new SelectorEventLoop()) {
      CountDownLatch release = new CountDownLatch(1);
      List<CompletableFuture<Thread>> work = new ArrayList<>();
      for (int i = 0; i < 2 * bound; i++) {
        work.add(
            loop.runInExecutor(
                null,
                () -> {
                  release.await();
                  return Thread.currentThread();
                }));
      }
      release.countDown();
      for (CompletableFuture<Thread> piece : work) {
        threads.add(loop.runUntilComplete(piece));
      }
    }
    assertTrue(threads.size() <= bound, threads.toString());
    for (Thread thread : threads) {
      assertTrue(thread.getName().matches("hotloop-loop-\\d+-executor-\\d+"), thread.getName());
      assertTrue(thread.isDaemon());
      thread.join(); // the loop is closed: it ends
    }
  }

  @Test
  @DisplayName("L25 an executor that was set is not shut down by close")
  void leavesAForeignExecutorOpen() throws Exception {
    ExecutorService foreign = Executors.newSingleThreadExecutor();
    try (EventLoop loop = new SelectorEventLoop()) {
      loop.setDefaultExecutor(foreign);
      assertEquals(1, loop.runUntilComplete(loop.runInExecutor(null, () -> 1)));
    }
    assertTrue(!foreign.isShutdown());
    foreign.shutdown();
  }

  @Test
  @DisplayName("continuations of continuations are the loop's, too")
  void handsTheLoopOn() {
    try (EventLoop loop = new SelectorEventLoop()) {
      Executor executor =
          loop.createFuture().thenApply(x -> x).thenAccept(x -> {}).defaultExecutor();
      assertSame(loop, executor);
    }
  }
}
