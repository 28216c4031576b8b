package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.tck.LoopThread.Hold;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many threads on one loop. */
public abstract class EventLoopThreadingContract extends EventLoopSuite {

  private static final int THREADS = 4;
  private static final int ROUNDS = 5_000;

  @Test
  @DisplayName("L7 callbacks of many threads all run, once, and each thread's in its order")
  void losesAndDoublesNothing() throws Exception {
    LoopThread running = runInThread();
    List<List<Integer>> ran = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      ran.add(new ArrayList<>());
    }
    inThreads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            int round = i;
            loop.callSoonThreadsafe(() -> ran.get(thread).add(round));
          }
          return null;
        });

    running.settle();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      expected.add(i);
    }
    for (List<Integer> ofThread : running.call(() -> ran)) {
      assertEquals(expected, ofThread);
    }
  }

  @Test
  @DisplayName("L2 what other threads have cancelled before its turn does not run")
  void cancelsFromAnyThread() throws Exception {
    LoopThread running = runInThread();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    Hold nobodysTurn = running.hold();
    try (nobodysTurn) {
      inThreads(
          thread -> {
            for (int i = 0; i < ROUNDS; i++) {
              loop.callLater(Duration.ZERO, () -> wrong.add("timer")).cancel();
              loop.callSoonThreadsafe(() -> wrong.add("callback")).cancel();
            }
            return null;
          });
    }

    running.settle();
    assertEquals(List.of(), List.copyOf(wrong));
  }

  @Test
  @DisplayName("L3 timers of many threads all fire, and none that was cancelled")
  void firesTimersOfManyThreads() throws Exception {
    LoopThread running = runInThread();
    AtomicInteger fired = new AtomicInteger();
    ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    inThreads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            loop.callLater(Duration.ofHours(1), () -> wrong.add("cancelled")).cancel();
            loop.callLater(Duration.ofNanos(i), fired::incrementAndGet);
          }
          return null;
        });

    while (fired.get() < THREADS * ROUNDS) {
      running.settle();
    }
    assertEquals(List.of(), List.copyOf(wrong));
  }

  @Test
  @DisplayName("L19 a close beside callSoonThreadsafe either takes the callback or refuses it")
  void closesBesideScheduling() throws Exception {
    for (int i = 0; i < 200; i++) {
      EventLoop victim = newLoop();
      inThreads(
          thread -> {
            if (thread == 0) {
              victim.close();
            } else {
              scheduleUntilClosed(victim, thread);
            }
            return null;
          });
      assertThrows(EventLoopClosedException.class, () -> victim.callSoon(() -> {}));
    }
  }

  @Test
  @DisplayName("L19 only one of many closes beside many runs wins, and none tears another")
  void closesBesideRuns() throws Exception {
    for (int i = 0; i < 200; i++) {
      EventLoop victim = newLoop();
      inThreads(
          thread -> {
            try {
              if (thread % 2 == 0) {
                victim.close();
              } else {
                victim.runUntilComplete(CompletableFuture.completedFuture(null));
              }
            } catch (IllegalStateException expected) {
              // running, or closed: whoever was first
            }
            return null;
          });
      victim.close();
      assertTrue(victim.isClosed());
    }
  }

  private static void scheduleUntilClosed(EventLoop victim, int kind) {
    try {
      while (true) {
        if (kind == 1) {
          victim.callLater(Duration.ofSeconds(1), () -> {}).cancel();
        } else {
          victim.callSoonThreadsafe(() -> {});
        }
      }
    } catch (EventLoopClosedException closed) {
      assertTrue(victim.isClosed());
    }
  }

  private interface Share {
    Void of(int thread) throws Exception;
  }

  /** Begins {@code share} on some threads at once; returns when all have ended, and how. */
  private static void inThreads(Share share) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Callable<Void>> shares = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        shares.add(
            () -> {
              start.await();
              return share.of(thread);
            });
      }
      for (Future<Void> ended : threads.invokeAll(shares)) {
        ended.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
