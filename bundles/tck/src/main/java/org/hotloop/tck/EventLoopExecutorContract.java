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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExecutorShutdownException;
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

  @Test
  @DisplayName("L25 close ends the threads of the default executor, the idle ones too")
  void closeEndsTheThreads() throws Exception {
    Thread worker = loop.runUntilComplete(loop.runInExecutor(null, Thread::currentThread));
    loop.close();

    worker.join();
  }

  @Test
  @DisplayName("L25 work that was begun when its future was cancelled is told nobody, nor reported")
  void forgetsCancelledWork() throws Exception {
    LoopThread running = runInThread();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<String> future =
        loop.runInExecutor(
            null,
            () -> {
              begun.countDown();
              release.await();
              over.countDown();
              throw new IOException("nobody wants to know");
            });
    begun.await();
    assertTrue(future.cancel(true));
    release.countDown();
    over.await();
    running.call(loop::shutdownDefaultExecutor).join(); // the work has told all that it will

    assertTrue(future.isCancelled());
    assertEquals(List.of(), running.reported());
  }

  @Test
  @DisplayName("L25 an executor that takes no work says so to the caller")
  void tellsARejection() throws Exception {
    ExecutorService shut = Executors.newSingleThreadExecutor();
    shut.shutdown();
    assertThrows(RejectedExecutionException.class, () -> loop.runInExecutor(shut, () -> null));
    loop.setDefaultExecutor(shut);
    assertThrows(RejectedExecutionException.class, () -> loop.runInExecutor(null, () -> null));
  }

  @Test
  @DisplayName("L25 shutdownDefaultExecutor is complete, on the loop, when all its work is done")
  void shutsDown() throws Exception {
    LoopThread running = runInThread();
    CountDownLatch release = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      work.add(loop.runInExecutor(null, () -> release.await(1, TimeUnit.DAYS)));
    }
    CompletableFuture<Thread> shutdown =
        running.call(
            () -> loop.shutdownDefaultExecutor().thenApply(over -> Thread.currentThread()));
    assertThrows(ExecutorShutdownException.class, () -> loop.runInExecutor(null, () -> null));
    assertFalse(shutdown.isDone());
    release.countDown();

    assertSame(running.thread(), shutdown.get());
    for (CompletableFuture<Boolean> piece : work) {
      assertTrue(piece.isDone() && piece.get());
    }
    assertEquals("named", loop.runInExecutor(Runnable::run, () -> "named").get());
  }

  @Test
  @DisplayName("L25 shutdownDefaultExecutor is complete at once where there is nothing to wait for")
  void shutsDownWhatIsIdle() throws Exception {
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    loop.runUntilComplete(loop.shutdownDefaultExecutor());
    loop.setDefaultExecutor(Runnable::run);
    assertThrows(ExecutorShutdownException.class, () -> loop.runInExecutor(null, () -> null));
  }

  @Test
  @DisplayName("L25 shutdownDefaultExecutor leaves an executor that was set to its owner")
  void leavesAForeignExecutorOpen() throws Exception {
    ExecutorService foreign = Executors.newSingleThreadExecutor();
    CountDownLatch release = new CountDownLatch(1);
    try {
      loop.setDefaultExecutor(foreign);
      CompletableFuture<Boolean> work =
          loop.runInExecutor(null, () -> release.await(1, TimeUnit.DAYS));
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
      release.countDown();
      assertTrue(loop.runUntilComplete(work));
      loop.close();
      assertFalse(foreign.isShutdown());
    } finally {
      foreign.shutdown();
    }
  }

  @Test
  @DisplayName("L25 who waits for the shutdown of a loop that is closed meanwhile is told")
  void tellsThatTheLoopWasClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    loop.runInExecutor(null, () -> closed.await(1, TimeUnit.DAYS));
    CompletableFuture<Void> shutdown = loop.shutdownDefaultExecutor();
    loop.close();
    closed.countDown();

    ExecutionException thrown = assertThrows(ExecutionException.class, shutdown::get);
    assertTrue(thrown.getCause() instanceof EventLoopClosedException, thrown.toString());
  }
}
