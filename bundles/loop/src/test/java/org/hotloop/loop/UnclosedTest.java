package org.hotloop.loop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hotloop.baseline.LeavesBehind;
import org.hotloop.loop.internal.Unclosed;
import org.hotloop.tck.LogRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Objects that are dropped without being closed, and a real garbage collector. */
@LeavesBehind(
    value = "descriptor anon_inode:",
    because = "nobody can close the selector of a loop that nobody holds")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class UnclosedTest {

  private final LogRecorder log = new LogRecorder();

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  @DisplayName("L19 a loop that is dropped unclosed is warned of by name, when a loop is next made")
  void warnsOfADroppedLoop() {
    String name = dropALoop(false);
    awaitWarning("unclosed event loop " + name + ":", () -> new SelectorEventLoop().close());
    assertFalse(warnings().contains("Object created at"), warnings());
  }

  @Test
  @DisplayName("L19 in debug mode the warning of an unclosed loop says where it was made")
  void tellsWhereADroppedLoopWasMade() {
    String name = dropALoop(true);
    awaitWarning("unclosed event loop " + name + ":", () -> new SelectorEventLoop().close());
    assertTrue(warnings().contains("Object created at"), warnings());
    assertTrue(warnings().contains("UnclosedTest.dropALoop"), warnings());
  }

  @Test
  @DisplayName("L19 a loop that runs warns of others whenever it goes to sleep")
  void warnsBeforeItSleeps() {
    List<String> dropped = new ArrayList<>();
    try (SelectorEventLoop running = new SelectorEventLoop()) {
      running.callSoon(() -> dropped.add(nameOf(new SelectorEventLoop())));
      running.callSoon(() -> sleepUntilWarned(running, dropped));
      running.runForever();
    }
  }

  @Test
  @DisplayName("L19 a loop that was closed is not warned of")
  void warnsOfNoClosedLoop() throws Exception {
    List<String> names = new ArrayList<>();
    WeakReference<Object> closed = closeALoop(names);
    while (closed.get() != null) {
      System.gc();
    }
    String dropped = dropALoop(false); // queued after the other, if that is queued at all
    awaitWarning("unclosed event loop " + dropped + ":", Unclosed::report);
    assertFalse(warnings().contains(names.get(0) + ":"), warnings());
  }

  @Test
  @DisplayName("L19 whoever makes an object that must be closed can have it watched, by name")
  void watchesAnything() {
    Object closed = new Object();
    Unclosed.watch(new Object(), "pipe 7", List.of());
    Unclosed.watch(closed, "pipe 8", List.of()).close();
    awaitWarning("unclosed pipe 7", Unclosed::report);
    assertFalse(warnings().contains("pipe 8"), warnings());
    Reference.reachabilityFence(closed);
  }

  /** Nothing on this stack holds the loop after this returns. */
  private static String dropALoop(boolean debug) {
    if (debug) {
      System.setProperty("hotloop.debug", "");
    }
    try {
      SelectorEventLoop dropped = new SelectorEventLoop();
      dropped.callSoon(dropped::stop);
      dropped.runForever();
      return nameOf(dropped);
    } finally {
      System.clearProperty("hotloop.debug");
    }
  }

  private static WeakReference<Object> closeALoop(List<String> names) {
    SelectorEventLoop closed = new SelectorEventLoop();
    names.add(nameOf(closed));
    closed.close();
    return new WeakReference<>(closed);
  }

  private static String nameOf(SelectorEventLoop loop) {
    String text = loop.toString();
    return text.substring(0, text.indexOf('['));
  }

  private void sleepUntilWarned(SelectorEventLoop loop, List<String> dropped) {
    System.gc();
    if (warnings().contains("unclosed event loop " + dropped.get(0) + ":")) {
      loop.stop();
    } else {
      loop.callLater(Duration.ofMillis(1), () -> sleepUntilWarned(loop, dropped));
    }
  }

  private void awaitWarning(String expected, Runnable look) {
    while (!warnings().contains(expected)) {
      System.gc();
      look.run();
    }
  }

  private String warnings() {
    return log.warnings().toString();
  }
}
