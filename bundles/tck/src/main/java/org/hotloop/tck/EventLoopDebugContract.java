package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hotloop.ExceptionContext;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.hotloop.WrongLoopThreadException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the debug mode tells, and refuses. */
public abstract class EventLoopDebugContract extends EventLoopSuite {

  /** As asyncio's slow_callback_duration. */
  private static final Duration SLOW = Duration.ofMillis(100);

  private static final String HERE = EventLoopDebugContract.class.getName() + ".";

  @Test
  @DisplayName("L8 in debug mode a wrong thread is told to use callSoonThreadsafe")
  void refusesWrongThreadsInDebug() throws Exception {
    assertFalse(loop.getDebug());
    loop.setDebug(true);
    assertTrue(loop.getDebug());
    loop.callSoon(() -> {}); // not running: no thread is wrong
    LoopThread running = runInThread();

    assertWrongThread(() -> loop.callSoon(() -> {}));
    assertWrongThread(() -> loop.callAt(0, () -> {}));
    assertWrongThread(() -> loop.callLater(Duration.ZERO, () -> {}));
    assertFalse(running.call(() -> loop.callSoon(() -> {})).isCancelled());
    assertFalse(running.call(() -> loop.callLater(Duration.ZERO, () -> {})).isCancelled());
  }

  @Test
  @DisplayName("L8 without debug callSoon from a wrong thread does no harm")
  void takesWrongThreadsWithoutDebug() throws Exception {
    LoopThread running = runInThread();
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    loop.callSoon(() -> thread.complete(Thread.currentThread()));

    assertSame(running.thread(), thread.get());
  }

  @Test
  @DisplayName("L22 in debug mode a callback of 100 ms is logged, with where it was made")
  void logsSlowCallbacks() {
    Handle slow = scheduleSlowCallback();
    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      assertEquals(List.of(), log.warnings());
      loop.setDebug(true);
      scheduleSlowCallback();
      runOnce();
      assertEquals(1, log.warnings().size());
      String warning = log.warnings().get(0);
      assertTrue(warning.matches("(?s)Executing .* took \\d+\\.\\d{3} seconds\\n.*"), warning);
      assertTrue(warning.contains(HERE + "scheduleSlowCallback"), warning);
    }
    assertFalse(slow.isCancelled());
  }

  @Test
  @DisplayName("L22 a callback that cancels its own handle is logged by what it was")
  void logsASlowCallbackThatCancelledItself() {
    loop.setDebug(true);
    List<Handle> own = new ArrayList<>();
    own.add(
        loop.callSoon(
            new Named(
                () -> {
                  own.get(0).cancel();
                  spin();
                })));
    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      assertTrue(log.warnings().get(0).contains("a test's callback"), log.warnings().toString());
    }
  }

  @Test
  @DisplayName("the text of a handle tells its state and callback, in debug where it was made")
  void tellsTheStateOfHandles() {
    Handle handle = loop.callSoon(new Named(() -> {}));
    TimerHandle timer = loop.callAt(loop.time(), new Named(() -> {}));
    assertTrue(handle.toString().contains("a test's callback"), handle.toString());
    assertTrue(timer.toString().contains("when=" + timer.when()), timer.toString());
    handle.cancel();
    timer.cancel();
    assertTrue(handle.toString().contains("cancelled"), handle.toString());
    assertTrue(timer.toString().contains("cancelled"), timer.toString());
    assertFalse(handle.toString().contains("a test's callback"), handle.toString());
    assertFalse(handle.toString().contains("created at"), handle.toString());

    loop.setDebug(true);
    Handle traced = loop.callSoon(new Named(() -> {}));
    traced.cancel();
    assertTrue(traced.toString().contains("created at " + HERE), traced.toString());
    assertTrue(traced.toString().contains("a test's callback"), traced.toString());
  }

  @Test
  @DisplayName("L20 in debug mode a failure tells where the callback was made")
  void tellsWhereTheCallbackWasMade() {
    List<ExceptionContext> told = new ArrayList<>();
    loop.setExceptionHandler((failing, context) -> told.add(context));
    loop.callSoon(EventLoopDebugContract::fail);
    runOnce();
    loop.setDebug(true);
    loop.callSoon(EventLoopDebugContract::fail);
    loop.callLater(Duration.ZERO, EventLoopDebugContract::fail);
    runOnce();
    runOnce();

    assertEquals(List.of(), told.get(0).sourceTraceback());
    for (ExceptionContext context : told.subList(1, 3)) {
      StackTraceElement made = context.sourceTraceback().get(0);
      assertEquals("tellsWhereTheCallbackWasMade", made.getMethodName());
    }
    try (LogRecorder log = new LogRecorder()) {
      loop.defaultExceptionHandler(told.get(1));
      String text = log.warnings().get(0);
      assertTrue(text.contains("\nsourceTraceback: Object created at"), text);
      assertTrue(text.contains(HERE + "tellsWhereTheCallbackWasMade"), text);
    }
  }

  @Test
  @DisplayName("L20 in debug mode what a callback reports is logged with where that was made")
  void tellsWhereTheReporterWasMade() {
    loop.setDebug(true);
    loop.callSoon(
        () -> loop.callExceptionHandler(ExceptionContext.of("reported", new IOException())));
    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      loop.callExceptionHandler(ExceptionContext.of("outside", new IOException()));
      String text = log.warnings().get(0);
      assertTrue(text.contains("reported\nhandleTraceback: Handle created at"), text);
      assertTrue(text.contains(HERE + "tellsWhereTheReporterWasMade"), text);
      assertEquals("outside", log.warnings().get(1));
    }
  }

  private Handle scheduleSlowCallback() {
    return loop.callSoon(EventLoopDebugContract::spin);
  }

  private static void fail() {
    throw new IllegalArgumentException("a test's broken callback");
  }

  private static void spin() {
    long end = System.nanoTime() + SLOW.toNanos();
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  private static void assertWrongThread(Executable call) {
    String message = assertThrows(WrongLoopThreadException.class, call).getMessage();
    assertTrue(message.contains("callSoonThreadsafe"), message);
  }

  /** A callback with a text. */
  private record Named(Runnable callback) implements Runnable {

    @Override
    public void run() {
      callback.run();
    }

    @Override
    public String toString() {
      return "a test's callback";
    }
  }
}
