package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hotloop.ExceptionContext;
import org.hotloop.tck.LogRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A subclass whose default exception handler is its own, and broken. */
class DefaultExceptionHandlerTest {

  private final IllegalStateException broken = new IllegalStateException("a test's broken handler");
  private final SelectorEventLoop loop =
      new SelectorEventLoop() {
        @Override
        public void defaultExceptionHandler(ExceptionContext context) {
          throw broken;
        }
      };
  private final LogRecorder log = new LogRecorder();

  @AfterEach
  void closeAll() {
    log.close();
    loop.close();
  }

  @Test
  @DisplayName("L20 a default handler that throws is logged, with what it was told")
  void survivesABrokenDefaultHandler() {
    loop.callSoon(DefaultExceptionHandlerTest::fail);
    loop.callSoon(loop::stop);
    loop.runForever();

    assertLogged("Exception in default exception handler; ");
    assertTrue(log.warnings().get(0).contains("Exception in callback"));
  }

  @Test
  @DisplayName("L20 where both handlers throw the log has both, and the loop goes on")
  void survivesTwoBrokenHandlers() {
    loop.setExceptionHandler(
        (failing, context) -> {
          throw new IllegalArgumentException("the first broken handler");
        });
    loop.callSoon(DefaultExceptionHandlerTest::fail);
    loop.callSoon(loop::stop);
    loop.runForever();

    assertLogged("Exception in default exception handler while handling an unexpected error");
    assertTrue(log.warnings().get(0).contains("Unhandled error in exception handler"));
    assertTrue(log.warnings().get(0).contains("a test's broken callback"));
  }

  @Test
  @DisplayName("the text of an anonymous loop names its class, too")
  void namesAnAnonymousClass() {
    assertTrue(loop.toString().startsWith("DefaultExceptionHandlerTest$1-"), loop.toString());
  }

  private void assertLogged(String expected) {
    assertEquals(1, log.warnings().size(), log.warnings().toString());
    assertTrue(log.warnings().get(0).startsWith(expected), log.warnings().get(0));
    assertEquals(List.of(broken), log.thrown());
  }

  private static void fail() {
    throw new IllegalArgumentException("a test's broken callback");
  }
}
