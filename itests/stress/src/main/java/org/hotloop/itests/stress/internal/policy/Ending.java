package org.hotloop.itests.stress.internal.policy;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.hotloop.stream.StreamWriter;

/** The end of one end of a connection. */
final class Ending {

  private Ending() {}

  /**
   * Closes it.
   *
   * @param failure why it is to end, if that is early
   * @return complete when it is closed: why that was early, if it was; the stream knows it better
   *     than who came too late to write to it
   */
  static CompletionStage<Optional<Throwable>> of(StreamWriter writer, Optional<Throwable> failure) {
    writer.close();
    return writer
        .waitClosed()
        .handle((closed, broken) -> Optional.ofNullable(broken).or(() -> failure));
  }
}
