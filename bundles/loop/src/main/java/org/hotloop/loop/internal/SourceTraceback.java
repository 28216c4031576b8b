package org.hotloop.loop.internal;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import org.hotloop.EventLoop;

/**
 * Where something was made, as debug mode remembers it: the innermost frames of the stack, without
 * those of the loop itself.
 */
public final class SourceTraceback {

  /** asyncio's DEBUG_STACK_DEPTH: it is taken for each callback. */
  private static final int DEPTH = 10;

  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

  private SourceTraceback() {}

  /** Where the loop was called from, the innermost call first. */
  public static List<StackTraceElement> here() {
    return STACK.walk(
        frames ->
            frames
                .dropWhile(SourceTraceback::isOfTheLoop)
                .limit(DEPTH)
                .map(StackFrame::toStackTraceElement)
                .toList());
  }

  /** {@code title} and the frames, as a stack trace has them; a line for each. */
  static String text(String title, List<StackTraceElement> traceback) {
    StringBuilder text = new StringBuilder(title).append(" (most recent call first):");
    traceback.forEach(frame -> text.append("\n\tat ").append(frame));
    return text.toString();
  }

  private static boolean isOfTheLoop(StackFrame frame) {
    Class<?> type = frame.getDeclaringClass();
    return EventLoop.class.isAssignableFrom(type)
        || type.getPackage().equals(SourceTraceback.class.getPackage());
  }
}
