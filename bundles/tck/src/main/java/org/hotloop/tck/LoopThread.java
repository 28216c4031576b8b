package org.hotloop.tck;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;

/**
 * A loop on a thread of its own, which runs it again when an error has left the run, and keeps what
 * reached the exception handler.
 */
final class LoopThread implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final EventLoop loop;
  private final Thread thread;
  private final List<ExceptionContext> reported = new CopyOnWriteArrayList<>();
  private final List<Error> errors = new CopyOnWriteArrayList<>();
  private volatile boolean closing;

  LoopThread(EventLoop loop) {
    this.loop = loop;
    loop.setExceptionHandler((where, context) -> reported.add(context));
    thread = new Thread(this::run, "tck-loop-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    Conditions.await("the loop runs", loop::isRunning);
  }

  EventLoop loop() {
    return loop;
  }

  Thread thread() {
    return thread;
  }

  /** What reached the loop's exception handler. */
  List<ExceptionContext> reported() {
    return reported;
  }

  /** What left the run. */
  List<Error> errors() {
    return errors;
  }

  /** Runs {@code work} on the loop and waits for it. */
  <T> T call(Callable<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return Conditions.resultOf(result);
  }

  /** Waits until the callbacks that are queued now, and those that they queue, have run. */
  void settle() throws Exception {
    for (int iteration = 0; iteration < 3; iteration++) {
      call(() -> null);
    }
  }

  /** Holds the loop's thread inside a callback until the answer is closed. */
  Hold hold() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    loop.callSoonThreadsafe(
        () -> {
          held.countDown();
          awaitUninterrupted(released);
        });
    if (!held.await(Conditions.NEVER.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the loop does not run its callbacks");
    }
    return released::countDown;
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    loop.stop();
    thread.join(Conditions.NEVER.toMillis());
    loop.close();
  }

  private void run() {
    while (!closing) {
      try {
        loop.runForever();
      } catch (Error e) {
        errors.add(e);
      }
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A loop that is held. */
  @FunctionalInterface
  interface Hold extends AutoCloseable {
    @Override
    void close();
  }
}
