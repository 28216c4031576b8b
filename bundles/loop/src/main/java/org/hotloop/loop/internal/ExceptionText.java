package org.hotloop.loop.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotloop.ExceptionContext;

/** An exception context in words: the message, then a line for each thing that is known. */
public final class ExceptionText {

  private static final String NO_MESSAGE = "Unhandled exception in event loop";

  private ExceptionText() {}

  /** All that {@code context} knows but for its exception. */
  public static String of(ExceptionContext context) {
    return of(context, List.of());
  }

  /**
   * All that {@code context} knows but for its exception.
   *
   * @param handleTraceback where the callback that runs now was made; empty where that is unknown,
   *     and not told where the context has a traceback of its own
   */
  public static String of(ExceptionContext context, List<StackTraceElement> handleTraceback) {
    Map<String, String> lines = new TreeMap<>();
    context.details().forEach((name, value) -> lines.put(name, text(value)));
    context.handle().ifPresent(handle -> lines.put("handle", Description.of(handle)));
    List<StackTraceElement> source = context.sourceTraceback();
    if (!source.isEmpty()) {
      lines.put("sourceTraceback", SourceTraceback.text("Object created at", source));
    } else if (!handleTraceback.isEmpty()) {
      lines.put("handleTraceback", SourceTraceback.text("Handle created at", handleTraceback));
    }
    StringBuilder text =
        new StringBuilder(context.message().isBlank() ? NO_MESSAGE : context.message());
    lines.forEach((name, line) -> text.append('\n').append(name).append(": ").append(line));
    return text.toString();
  }

  private static String text(Object detail) {
    if (detail instanceof ExceptionContext context) {
      return of(context) + context.exception().map(ExceptionText::stackTrace).orElse("");
    }
    return Description.of(detail);
  }

  private static String stackTrace(Throwable exception) {
    StringWriter text = new StringWriter();
    exception.printStackTrace(new PrintWriter(text, true));
    return "\n" + text.toString().stripTrailing();
  }
}
