package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.EventLoops;
import org.hotloop.ExceptionContext;
import org.hotloop.Handle;
import org.hotloop.NoRunningEventLoopException;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.transport.SubprocessProtocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How a loop runs, stops, fails and closes. */
public abstract class EventLoopContract extends EventLoopSuite {

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that completes during the run")
  void givesTheResult() throws Exception {
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.complete("done"));

    assertEquals("done", loop.runUntilComplete(future));
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that is complete already")
  void givesTheResultAtOnce() throws Exception {
    assertNull(loop.runUntilComplete(CompletableFuture.completedFuture(null)));
  }

  @Test
  @DisplayName("L15 runUntilComplete gives the result of a stage that another thread completes")
  void givesTheResultOfAnotherThread() throws Exception {
    assertEquals(7, loop.runUntilComplete(CompletableFuture.supplyAsync(() -> 7)));
  }

  @Test
  @DisplayName("L15 runUntilComplete raises the stage's own failure, unwrapped")
  void raisesTheFailure() {
    IOException failure = new IOException("broken");
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.completeExceptionally(failure));

    assertSame(
        failure,
        assertThrows(
            IOException.class, () -> loop.runUntilComplete(future.thenApply(String::trim))));
  }

  @Test
  @DisplayName("L15 runUntilComplete raises the cancellation of a stage")
  void raisesTheCancellation() {
    CompletableFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.cancel(false));

    assertThrows(CancellationException.class, () -> loop.runUntilComplete(future));
  }

  @Test
  @DisplayName("L16 stopped before completion is an error, and the completion stops no later run")
  void stoppedBeforeCompletion() throws Exception {
    CompletableFuture<String> never = loop.createFuture();
    loop.callSoon(loop::stop);
    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(never));

    CompletableFuture<String> later = loop.createFuture();
    never.complete("too late");
    loop.callSoon(() -> loop.callSoon(() -> loop.callSoon(() -> later.complete("in time"))));
    assertEquals("in time", loop.runUntilComplete(later));
  }

  @Test
  @DisplayName("L18 after stop in a callback the batch finishes, and what it scheduled waits")
  void stopFinishesTheBatch() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(loop::stop);
    loop.callSoon(() -> loop.callSoon(() -> ran.add("next")));
    loop.callSoon(() -> ran.add("same"));

    loop.runForever();
    assertEquals(List.of("same"), ran);
    runOnce();
    assertEquals(List.of("same", "next"), ran);
  }

  @Test
  @DisplayName("L18 stop before a run ends it after one iteration")
  void stopBeforeTheRun() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(() -> ran.add("ready"));
    loop.stop();

    loop.runForever();
    assertEquals(List.of("ready"), ran);
  }

  @Test
  @DisplayName("L18 stop from another thread ends the run of a sleeping loop")
  void stopFromAnotherThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    loop.callSoon(begun::countDown);
    Thread thread = new Thread(loop::runForever);
    thread.start();
    begun.await();
    assertTrue(loop.isRunning());

    loop.stop();
    thread.join();
    assertFalse(loop.isRunning());
  }

  @Test
  @DisplayName("P14 the running loop is known inside a run, and no more after one that failed")
  void knowsTheRunningLoop() {
    List<EventLoop> seen = new ArrayList<>();
    loop.callSoon(() -> seen.add(EventLoops.getRunningLoop()));
    loop.callSoon(
        () -> {
          throw new AssertionError("leaves the run");
        });

    assertThrows(AssertionError.class, loop::runForever);
    assertEquals(List.of(loop), seen);
    assertThrows(NoRunningEventLoopException.class, EventLoops::getRunningLoop);
  }

  @Test
  @DisplayName("P17 neither this loop nor another one runs inside a run, and the outer goes on")
  void runsNoLoopInsideARun() throws Exception {
    CompletableFuture<Void> checked = loop.createFuture();
    EventLoop other = closing(newLoop());
    loop.callSoon(
        () -> {
          CompletableFuture<Void> complete = CompletableFuture.completedFuture(null);
          assertThrows(IllegalStateException.class, loop::runForever);
          assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(complete));
          assertThrows(IllegalStateException.class, other::runForever);
          assertThrows(IllegalStateException.class, () -> other.runUntilComplete(complete));
          loop.callSoon(() -> loop.callSoon(() -> checked.complete(null)));
        });

    loop.runUntilComplete(checked);
    assertFalse(other.isRunning());
  }

  @Test
  @DisplayName("P17 a loop that one thread runs is not run by a second one")
  void runsOnOneThread() {
    runInThread();

    assertThrows(IllegalStateException.class, loop::runForever);
    assertTrue(loop.isRunning());
  }

  @Test
  @DisplayName("L19 close while running is an error, and the run goes on")
  void doesNotCloseWhileRunning() throws Exception {
    LoopThread running = runInThread();

    assertThrows(IllegalStateException.class, loop::close);
    assertFalse(loop.isClosed());
    running.settle();
  }

  @Test
  @DisplayName("L19 close is idempotent, and drops what is scheduled")
  void closesOnce() {
    List<String> ran = new ArrayList<>();
    loop.callSoon(() -> ran.add("callback"));
    Handle timer = loop.callLater(Duration.ZERO, () -> ran.add("timer"));
    assertFalse(loop.isClosed());

    loop.close();
    loop.close();
    timer.cancel();
    assertTrue(loop.isClosed());
    assertEquals(List.of(), ran);
  }

  @Test
  @DisplayName("L19 R10 after close whatever schedules raises, and there is nothing to remove")
  void schedulesNothingAfterClose() throws Exception {
    Pipe.SourceChannel channel = closing(Pipe.open().source());
    channel.configureBlocking(false);
    loop.close();

    assertClosed(loop::runForever);
    assertClosed(() -> loop.runUntilComplete(new CompletableFuture<>()));
    assertClosed(() -> loop.callSoon(() -> {}));
    assertClosed(() -> loop.callSoonThreadsafe(() -> {}));
    assertClosed(() -> loop.execute(() -> {}));
    assertClosed(() -> loop.callLater(Duration.ZERO, () -> {}));
    assertClosed(() -> loop.callAt(loop.time(), () -> {}));
    assertClosed(() -> loop.runInExecutor(null, () -> null));
    assertClosed(() -> loop.runInExecutor(Runnable::run, () -> null));
    assertClosed(() -> loop.addReader(channel, () -> {}));
    assertClosed(() -> loop.addReader(0, () -> {}));
    assertClosed(() -> loop.addSignalHandler("USR1", () -> {}));
    assertClosed(
        () ->
            loop.subprocessExec(
                () -> new SubprocessProtocol() {}, SubprocessSpec.exec("/bin/true")));
    assertFalse(loop.removeReader(channel));
    assertFalse(loop.removeReader(0));
    assertFalse(loop.removeSignalHandler("USR1"));
  }

  @Test
  @DisplayName("L20 an exception reaches the handler with message, exception and handle")
  void tellsTheExceptionHandler() {
    List<ExceptionContext> told = new ArrayList<>();
    List<String> ran = new ArrayList<>();
    RuntimeException failure = new RuntimeException("broken callback");
    loop.setExceptionHandler(
        (failing, context) -> {
          assertSame(loop, failing);
          told.add(context);
        });
    Handle handle =
        loop.callSoon(
            () -> {
              throw failure;
            });
    loop.callSoon(() -> ran.add("the loop goes on"));

    runOnce();
    assertEquals(1, told.size());
    assertTrue(told.get(0).message().contains("callback"), told.get(0).message());
    assertSame(failure, told.get(0).exception().orElseThrow());
    assertSame(handle, told.get(0).handle().orElseThrow());
    assertEquals(List.of("the loop goes on"), ran);
  }

  @Test
  @DisplayName("L20 after null the default handler serves, which logs")
  void restoresTheDefaultHandler() {
    List<ExceptionContext> told = new ArrayList<>();
    loop.setExceptionHandler((failing, context) -> told.add(context));
    loop.setExceptionHandler(null);
    try (LogRecorder log = new LogRecorder()) {
      loop.callExceptionHandler(ExceptionContext.of("a test's failure", new IOException()));
      assertEquals(List.of("a test's failure"), log.warnings());
    }
    assertEquals(List.of(), told);
  }

  @Test
  @DisplayName("L20 a handler that throws is logged, and harms nobody")
  void survivesAHandlerThatThrows() {
    List<String> ran = new ArrayList<>();
    loop.setExceptionHandler(
        (failing, context) -> {
          throw new IllegalStateException("a test's broken handler", context.exception().get());
        });
    loop.callSoon(
        () -> {
          throw new IllegalArgumentException("a test's broken callback");
        });
    loop.callSoon(() -> ran.add("the loop goes on"));

    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      assertFalse(log.warnings().isEmpty());
    }
    assertEquals(List.of("the loop goes on"), ran);
  }

  @Test
  @DisplayName("L21 an Error leaves the run, and the next run goes on with what was ready")
  void survivesAnError() {
    List<String> ran = new ArrayList<>();
    AssertionError error = new AssertionError("leaves the run");
    loop.callSoon(
        () -> {
          throw error;
        });
    loop.callSoon(() -> ran.add("was ready"));

    assertSame(error, assertThrows(AssertionError.class, loop::runForever));
    assertFalse(loop.isRunning());
    assertEquals(List.of(), ran);
    runOnce();
    assertEquals(List.of("was ready"), ran);
  }

  @Test
  @DisplayName("an interrupt ends neither the run nor is it lost")
  void keepsAnInterruptForTheThread() throws Exception {
    CompletableFuture<Boolean> seen = loop.createFuture();
    loop.callLater(Duration.ofMillis(5), () -> seen.complete(Thread.interrupted()));
    Thread.currentThread().interrupt();

    assertFalse(loop.runUntilComplete(seen));
    assertTrue(Thread.interrupted());
  }

  @Test
  @DisplayName("null arguments are refused before anything happens")
  void refusesNull() {
    assertThrows(NullPointerException.class, () -> loop.callSoon(null));
    assertThrows(NullPointerException.class, () -> loop.callSoonThreadsafe(null));
    assertThrows(NullPointerException.class, () -> loop.callLater(Duration.ZERO, null));
    assertThrows(NullPointerException.class, () -> loop.callLater(null, () -> {}));
    assertThrows(NullPointerException.class, () -> loop.callAt(0, null));
    assertThrows(NullPointerException.class, () -> loop.runUntilComplete(null));
    assertThrows(NullPointerException.class, () -> loop.runInExecutor(null, null));
    assertThrows(NullPointerException.class, () -> loop.setDefaultExecutor(null));
    assertThrows(NullPointerException.class, () -> loop.callExceptionHandler(null));
    assertThrows(NullPointerException.class, () -> loop.addReader(0, null));
    assertThrows(NullPointerException.class, () -> loop.addSignalHandler("USR1", null));
    runOnce();
  }

  private static void assertClosed(Executable call) {
    assertThrows(EventLoopClosedException.class, call);
  }
}
