package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.hotloop.tck.LogRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SlowCallbacksTest {

  private final SelectorEventLoop loop = new SelectorEventLoop();
  private final LogRecorder log = new LogRecorder();

  @AfterEach
  void closeAll() {
    log.close();
    loop.close();
  }

  @Test
  @DisplayName("L22 in debug mode a callback that takes as long as the limit is logged")
  void logsSlowCallbacks() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(Duration.ZERO);
    runOnce();
    assertEquals(1, log.warnings().size());
    String warning = log.warnings().get(0);
    assertTrue(warning.matches("(?s)Executing .* took \\d+\\.\\d{3} seconds\n.*"), warning);
    assertTrue(warning.contains("SlowCallbacksTest.runOnce(SlowCallbacksTest.java:"), warning);
  }

  @Test
  @DisplayName("L22 a quick callback is not logged, nor anything without debug mode")
  void logsNothingElse() {
    loop.setDebug(false); // whatever hotloop.debug says
    loop.setSlowCallbackDuration(Duration.ZERO);
    runOnce();
    loop.setDebug(true);
    loop.setSlowCallbackDuration(Duration.ofDays(1));
    runOnce();
    assertEquals(List.of(), log.warnings());
  }

  private void runOnce() {
    loop.callSoon(loop::stop);
    loop.runForever();
  }
}
