package org.hotloop;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a failure, as asyncio's context dictionary. Immutable.
 *
 * @param message what went wrong, for people
 * @param exception what was thrown, if anything was
 * @param handle the callback that failed, if it was one
 * @param sourceTraceback where the object that failed was made, the innermost call first; known in
 *     debug mode only, else empty
 * @param details what else helps, by asyncio's names: {@code protocol}, {@code transport}, {@code
 *     context}; in the order of the names
 */
public record ExceptionContext(
    String message,
    Optional<Throwable> exception,
    Optional<Handle> handle,
    List<StackTraceElement> sourceTraceback,
    SortedMap<String, Object> details) {

  /** Checks that nothing is null. */
  public ExceptionContext {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(exception, "exception");
    Objects.requireNonNull(handle, "handle");
    sourceTraceback = List.copyOf(sourceTraceback);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** A failure of which no more is known. */
  public ExceptionContext(String message, Optional<Throwable> exception, Optional<Handle> handle) {
    this(message, exception, handle, List.of(), Collections.emptySortedMap());
  }

  /** A failure outside a scheduled callback. */
  public static ExceptionContext of(String message, Throwable exception) {
    return new ExceptionContext(message, Optional.of(exception), Optional.empty());
  }

  /** This, with where the object that failed was made. */
  public ExceptionContext withSourceTraceback(List<StackTraceElement> newSourceTraceback) {
    return new ExceptionContext(message, exception, handle, newSourceTraceback, details);
  }

  /** This, with one more detail, or another value for one. */
  public ExceptionContext with(String name, Object value) {
    SortedMap<String, Object> more = new TreeMap<>(details);
    more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return new ExceptionContext(message, exception, handle, sourceTraceback, more);
  }
}
