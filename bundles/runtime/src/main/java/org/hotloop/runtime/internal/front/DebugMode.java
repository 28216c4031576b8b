package org.hotloop.runtime.internal.front;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.spi.LoopEngine;

/** The settings of one front's debug mode. Any thread. */
final class DebugMode {

  /** asyncio's DEBUG_STACK_DEPTH. */
  private static final int DEPTH = 10;

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private volatile boolean on;
  private volatile Duration slow = Duration.ofMillis(100);

  /** Set on the front itself: an engine's own settings do not matter then. */
  private volatile boolean onIsSet;

  private volatile boolean slowIsSet;

  boolean isOn() {
    return on;
  }

  void set(boolean newOn) {
    onIsSet = true;
    on = newOn;
  }

  Duration slow() {
    return slow;
  }

  void setSlow(Duration newSlow) {
    slowIsSet = true;
    slow = newSlow;
  }

  /**
   * What was not set is as the engine has it. The engine's own debug mode goes off: it would see
   * our turns, not what runs in them.
   */
  void takeFrom(EventLoop engine) {
    if (!onIsSet) {
      on = engine.getDebug();
    }
    if (!slowIsSet && engine instanceof LoopEngine known) {
      slow = known.getSlowCallbackDuration();
    }
    if (engine.getDebug()) {
      engine.setDebug(false);
    }
  }

  /** Where the front was called from, the innermost call first; empty unless on. */
  List<StackTraceElement> source() {
    return on ? STACK.walk(DebugMode::caller) : List.of();
  }

  private static List<StackTraceElement> caller(Stream<StackFrame> frames) {
    return frames
        .dropWhile(DebugMode::isOurs)
        .limit(DEPTH)
        .map(StackFrame::toStackTraceElement)
        .toList();
  }

  private static boolean isOurs(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return EventLoop.class.isAssignableFrom(type) || type == DebugMode.class;
  }

  /** A line of its own for {@code title} and each frame; nothing where there is none. */
  static String text(String title, List<StackTraceElement> source) {
    StringBuilder text = new StringBuilder();
    if (!source.isEmpty()) {
      text.append('\n').append(title).append(" (most recent call first):");
      source.forEach(frame -> text.append("\n\tat ").append(frame));
    }
    return text.toString();
  }
}
