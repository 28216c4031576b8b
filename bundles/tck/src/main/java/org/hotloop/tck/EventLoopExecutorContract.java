package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.hotloop.EventLoopClosedException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Work that blocks, done elsewhere. */
public abstract class EventLoopExecutorContract extends EventLoopSuite {

  @Test
  @DisplayName("L25 work runs on another thread, a daemon, and its result arrives on the loop")
  void runsWorkElsewhere() throws Exception {
    LoopThread running = runInThread();
    CompletableFuture<Thread> worker = loop.runInExecutor(null, Thread::currentThread);
    // The futures are complete only later than this: the loop is busy here.
    CompletableFuture<Thread> told =
        running.call(
            () -> loop.runInExecutor(null, () -> 0).thenApply(result -> Thread.currentThread()));

    assertSame(running.thread(), told.get());
    assertNotSame(running.thread(), worker.get());
    assertTrue(worker.get().isDaemon());
  }

  @Test
  @DisplayName("L25 the failure of work is the future's")
  void tellsTheFailure() {
    IOException failure = new IOException("broken work");
    CompletableFuture<Void> future =
        loop.runInExecutor(
            null,
            () -> {
              throw failure;
            });

    assertSame(failure, assertThrows(IOException.class, () -> loop.runUntilComplete(future)));
  }

  @Test
  @DisplayName("L25 cancelled work that has not begun does not begin")
  void dropsCancelledWork() throws Exception {
    Queue<Runnable> queue = new ArrayDeque<>();
    List<String> ran = new ArrayList<>();
    CompletableFuture<Boolean> cancelled = loop.runInExecutor(queue::add, () -> ran.add("no"));
    CompletableFuture<Boolean> wanted = loop.runInExecutor(queue::add, () -> ran.add("yes"));
    assertTrue(cancelled.cancel(false));
    queue.forEach(Runnable::run);

    assertTrue(loop.runUntilComplete(wanted));
    assertEquals(List.of("yes"), ran);
    assertTrue(cancelled.isCancelled());
  }

  @Test
  @DisplayName("L25 the default executor can be replaced, and stays its owner's")
  void replacesTheDefaultExecutor() throws Exception {
    List<Runnable> taken = new ArrayList<>();
    loop.runUntilComplete(loop.runInExecutor(null, () -> "with the first one"));
    loop.setDefaultExecutor(
        work -> {
          taken.add(work);
          work.run();
        });

    assertEquals("work", loop.runUntilComplete(loop.runInExecutor(null, () -> "work")));
    assertEquals(1, taken.size());
  }

  @Test
  @DisplayName("L25 close does not wait for work; who waits for its result is told")
  void closesWithoutWaiting() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<String> future =
        loop.runInExecutor(
            null,
            () -> {
              closed.await();
              return "nobody is left to tell";
            });
    loop.close();
    assertFalse(future.isDone());
    closed.countDown();

    ExecutionException thrown = assertThrows(ExecutionException.class, future::get);
    assertTrue(thrown.getCause() instanceof EventLoopClosedException, thrown.toString());
  }
}
