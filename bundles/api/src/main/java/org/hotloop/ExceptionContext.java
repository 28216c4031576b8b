package org.hotloop;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a failure, as asyncio's context dictionary.
 *
 * @param message what went wrong, for people
 * @param exception what was thrown, if anything was
 * @param handle the callback that failed, if it was one
 */
public record ExceptionContext(
    String message, Optional<Throwable> exception, Optional<Handle> handle) {

  /** Checks that nothing is null. */
  public ExceptionContext {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(exception, "exception");
    Objects.requireNonNull(handle, "handle");
  }

  /** A failure outside a scheduled callback. */
  public static ExceptionContext of(String message, Throwable exception) {
    return new ExceptionContext(message, Optional.of(exception), Optional.empty());
  }
}
