package org.hotloop.loop.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.hotloop.EventLoop;
import org.hotloop.loop.SelectorEventLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugModeTest {

  @AfterEach
  void clearProperty() {
    System.clearProperty("hotloop.debug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "true", "1"})
  @DisplayName("L8 L22 -Dhotloop.debug switches the debug mode of every new loop on")
  void isOnByProperty(String value) {
    try (EventLoop before = new SelectorEventLoop()) {
      System.setProperty("hotloop.debug", value);
      try (EventLoop after = new SelectorEventLoop()) {
        assertTrue(after.getDebug());
        assertFalse(before.getDebug());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE"})
  @DisplayName("L8 L22 -Dhotloop.debug=false leaves the debug mode off")
  void isOffByProperty(String value) {
    System.setProperty("hotloop.debug", value);
    assertFalse(new DebugMode().isOn());
    System.clearProperty("hotloop.debug");
    assertFalse(new DebugMode().isOn());
  }

  @Test
  @DisplayName("L22 a slow callback's duration can be set and asked for, and is not negative")
  void hasASlowCallbackDuration() {
    try (SelectorEventLoop loop = new SelectorEventLoop()) {
      assertEquals(Duration.ofMillis(100), loop.getSlowCallbackDuration());
      loop.setSlowCallbackDuration(Duration.ofSeconds(2));
      assertThrows(
          IllegalArgumentException.class, () -> loop.setSlowCallbackDuration(Duration.ofNanos(-1)));
      assertThrows(NullPointerException.class, () -> loop.setSlowCallbackDuration(null));
      assertEquals(Duration.ofSeconds(2), loop.getSlowCallbackDuration());
    }
  }

  @Test
  @DisplayName("a traceback is as deep as asyncio's, and begins outside the loop")
  void limitsTheTraceback() {
    DebugMode debug = new DebugMode();
    assertEquals(List.of(), debug.source());
    debug.set(true);
    assertEquals(10, debug.source().size());
    assertFalse(debug.source().toString().contains(DebugMode.class.getName()));
  }
}
