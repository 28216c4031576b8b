package org.hotloop.itests.stress.internal.policy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.hotloop.UnsupportedByLoopException;

/**
 * What a move may say to whom it ends: that loops of the next kind, which can only be the
 * proactor's, cannot watch it, or that its code has gone. Whatever ends with another word is
 * broken.
 */
final class Farewell {

  private static final String CANNOT_WATCH = "the event loop moved to ProactorEventLoop";
  private static final String HAS_GONE = "the event loop that made it has gone";

  private Farewell() {}

  /** Whether it was said: by {@code failure}, by a cause, or of one of several attempts. */
  static boolean isSaidBy(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> Stream.concat(Stream.of(cause), Arrays.stream(cause.getSuppressed())))
        .flatMap(Farewell::causes)
        .anyMatch(Farewell::isIt);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static boolean isIt(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return cause instanceof UnsupportedByLoopException
        || cause instanceof IOException
            && (said.startsWith(CANNOT_WATCH) || said.startsWith(HAS_GONE));
  }
}
