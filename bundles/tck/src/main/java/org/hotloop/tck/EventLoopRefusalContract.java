package org.hotloop.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a loop refuses before anything happens. */
public abstract class EventLoopRefusalContract extends EventLoopSuite {

  @Test
  @DisplayName("nulls are refused before anything happens")
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
    assertThrows(NullPointerException.class, () -> loop.defaultExceptionHandler(null));
    assertThrows(NullPointerException.class, () -> loop.addSignalHandler("USR1", null));
    runOnce();
  }

  @Test
  @DisplayName("L25 the loop is not its own executor: work that blocks would block it")
  void refusesItselfAsExecutor() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> loop.setDefaultExecutor(loop));
    assertThrows(IllegalArgumentException.class, () -> loop.runInExecutor(loop, () -> null));
    assertEquals("elsewhere", loop.runUntilComplete(loop.runInExecutor(null, () -> "elsewhere")));
  }
}
