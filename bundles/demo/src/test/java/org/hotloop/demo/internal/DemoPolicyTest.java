package org.hotloop.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DemoPolicyTest {

  @Test
  @DisplayName("P19 its loops are in debug mode, and take 20 ms for slow")
  void makesLoopsThatTell() {
    try (EventLoop made = new DemoPolicy().newEventLoop()) {
      assertTrue(made.getDebug());
      assertEquals(
          Duration.ofMillis(20),
          assertInstanceOf(SelectorEventLoop.class, made).getSlowCallbackDuration());
    }
  }
}
