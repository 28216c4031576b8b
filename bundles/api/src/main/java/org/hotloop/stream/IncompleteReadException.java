package org.hotloop.stream;

import java.io.EOFException;
import java.util.OptionalInt;

/**
 * The stream ended before everything that was asked for had come. asyncio's {@code
 * IncompleteReadError}.
 */
public final class IncompleteReadException extends EOFException {

  private static final long serialVersionUID = 1L;

  private final byte[] partial;

  private final Integer expectedOrNull; // an OptionalInt is not serializable

  /**
   * @param partial what came; it is taken out of the stream
   * @param expected how much was asked for; empty where that was not known beforehand
   */
  public IncompleteReadException(byte[] partial, OptionalInt expected) {
    super(
        "the stream ended after %d %s"
            .formatted(
                partial.length,
                expected.isPresent()
                    ? "of " + expected.getAsInt() + " bytes"
                    : "bytes, before the separator"));
    this.partial = partial.clone();
    this.expectedOrNull = expected.isPresent() ? expected.getAsInt() : null;
  }

  /** What came before the end; the receiver's own copy. */
  public byte[] partial() {
    return partial.clone();
  }

  /** How many bytes were asked for; empty where a separator was. */
  public OptionalInt expected() {
    return expectedOrNull == null ? OptionalInt.empty() : OptionalInt.of(expectedOrNull);
  }
}
