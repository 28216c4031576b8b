package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;
import org.hotloop.Handle;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where the exceptions of callbacks go. */
public abstract class EventLoopExceptionContract extends EventLoopSuite {

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
    assertEquals(Optional.empty(), loop.getExceptionHandler());
    ExceptionHandler handler = (failing, context) -> told.add(context);
    loop.setExceptionHandler(handler);
    assertSame(handler, loop.getExceptionHandler().orElseThrow());
    loop.setExceptionHandler(null);
    assertEquals(Optional.empty(), loop.getExceptionHandler());
    try (LogRecorder log = new LogRecorder()) {
      IOException failure = new IOException("broken");
      loop.callExceptionHandler(ExceptionContext.of("a test's failure", failure));
      assertEquals(List.of("a test's failure"), log.warnings());
      assertEquals(List.of(failure), log.thrown());
    }
    assertEquals(List.of(), told);
  }

  @Test
  @DisplayName("L20 the default handler logs all that is known, by name")
  void logsAllThatIsKnown() {
    Handle handle = loop.callSoon(() -> {});
    ExceptionContext context =
        new ExceptionContext("a test's failure", Optional.empty(), Optional.of(handle))
            .with("transport", "a transport")
            .with("protocol", "a protocol");
    try (LogRecorder log = new LogRecorder()) {
      loop.defaultExceptionHandler(context);
      String expected =
          "a test's failure\nhandle: %s\nprotocol: a protocol\ntransport: a transport";
      assertEquals(List.of(expected.formatted(handle)), log.warnings());
      assertEquals(List.of(), log.thrown());
    }
  }

  @Test
  @DisplayName("L20 a failure without a message is called an unhandled exception")
  void namesAFailureWithoutAMessage() {
    try (LogRecorder log = new LogRecorder()) {
      loop.callExceptionHandler(ExceptionContext.of("", new IOException()));
      assertEquals(List.of("Unhandled exception in event loop"), log.warnings());
    }
  }

  @Test
  @DisplayName("L20 a handler may leave the rest to the default one")
  void handsOnToTheDefaultHandler() {
    loop.setExceptionHandler(
        (failing, context) -> failing.defaultExceptionHandler(context.with("seen", "by a test")));
    loop.callSoon(
        () -> {
          throw new IllegalArgumentException("a test's broken callback");
        });
    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      assertEquals(1, log.warnings().size());
      assertTrue(log.warnings().get(0).endsWith("\nseen: by a test"), log.warnings().get(0));
    }
  }

  @Test
  @DisplayName("L20 a handler that throws is logged, with what it was told, and harms nobody")
  void survivesAHandlerThatThrows() {
    List<String> ran = new ArrayList<>();
    IllegalStateException broken = new IllegalStateException("a test's broken handler");
    loop.setExceptionHandler(
        (failing, context) -> {
          throw broken;
        });
    loop.callSoon(
        () -> {
          throw new IllegalArgumentException("a test's broken callback");
        });
    loop.callSoon(() -> ran.add("the loop goes on"));

    try (LogRecorder log = new LogRecorder()) {
      runOnce();
      assertEquals(1, log.warnings().size());
      String warning = log.warnings().get(0);
      assertTrue(warning.startsWith("Unhandled error in exception handler"), warning);
      assertTrue(warning.contains("a test's broken callback"), warning);
      assertEquals(List.of(broken), log.thrown());
    }
    assertEquals(List.of("the loop goes on"), ran);
  }

  @Test
  @DisplayName("L20 what is no Exception and no Error is reported like an Exception")
  void reportsAnyThrowable() {
    List<Throwable> told = new ArrayList<>();
    Throwable exotic = new Throwable("a test's");
    loop.setExceptionHandler((failing, context) -> told.add(context.exception().orElseThrow()));
    loop.callSoon(() -> EventLoopExceptionContract.<RuntimeException>sneak(exotic));

    runOnce();
    assertEquals(List.of(exotic), told);
  }

  @Test
  @DisplayName("L20 a callback whose text cannot be had is reported all the same")
  void reportsACallbackWithoutText() {
    List<ExceptionContext> told = new ArrayList<>();
    loop.setExceptionHandler((failing, context) -> told.add(context));
    Handle handle = loop.callSoon(new Unspeakable());

    runOnce();
    assertEquals(1, told.size());
    assertTrue(told.get(0).message().contains("Unspeakable"), told.get(0).message());
    assertTrue(handle.toString().contains("Unspeakable"), handle.toString());
  }

  @Test
  @DisplayName("L21 an Error of the exception handler leaves the run, and the next run works")
  void letsAnErrorOfTheHandlerThrough() {
    List<String> ran = new ArrayList<>();
    AssertionError error = new AssertionError("of the handler");
    loop.setExceptionHandler(
        (failing, context) -> {
          throw error;
        });
    loop.callSoon(
        () -> {
          throw new IllegalArgumentException("a test's broken callback");
        });
    loop.callSoon(() -> ran.add("was ready"));

    assertSame(error, assertThrows(AssertionError.class, loop::runForever));
    runOnce();
    assertEquals(List.of("was ready"), ran);
  }

  @SuppressWarnings("unchecked") // the cast is to nothing: so it deceives the compiler only
  private static <T extends Throwable> void sneak(Throwable throwable) throws T {
    throw (T) throwable;
  }

  /** Fails, and cannot even say what it is. */
  private static final class Unspeakable implements Runnable {

    @Override
    public void run() {
      throw new IllegalArgumentException("a test's broken callback");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("a test's broken text");
    }
  }
}
