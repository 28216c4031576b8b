package org.hotloop.loop.internal.stream;

import java.util.OptionalInt;
import org.hotloop.stream.IncompleteReadException;
import org.hotloop.stream.LimitOverrunException;

/**
 * Everything up to and with a separator. What was looked through once is not looked through again
 * when more has come, else a long line in small parts would cost its square. One read's.
 */
final class UntilSeparator implements Demand {

  private static final byte[] NEWLINE = {'\n'};

  private final byte[] separator;
  private final int limit;
  private final boolean endWillDo;
  private int searched;

  private UntilSeparator(byte[] separator, int limit, boolean endWillDo) {
    this.separator = separator;
    this.limit = limit;
    this.endWillDo = endWillDo;
  }

  /**
   * @param separator is copied
   * @param limit the most that may stand before the separator
   * @throws IllegalArgumentException when {@code separator} is empty
   */
  static Demand separator(byte[] separator, int limit) {
    if (separator.length == 0) {
      throw new IllegalArgumentException("a separator has at least one byte");
    }
    return new UntilSeparator(separator.clone(), limit, false);
  }

  /** A line, or what stands at the end without one. */
  static Demand line(int limit) {
    return new UntilSeparator(NEWLINE, limit, true);
  }

  @Override
  public OptionalInt measure(ByteQueue bytes, boolean end)
      throws LimitOverrunException, IncompleteReadException {
    OptionalInt found = bytes.indexOf(separator, searched);
    if (found.isPresent()) {
      requireWithinLimit(found.getAsInt());
      return OptionalInt.of(found.getAsInt() + separator.length);
    }
    searched = Math.max(0, bytes.size() - separator.length + 1); // it may have begun at the end
    requireWithinLimit(searched);
    if (!end) {
      return OptionalInt.empty();
    }
    if (!endWillDo) {
      throw new IncompleteReadException(bytes.peek(), OptionalInt.empty());
    }
    return OptionalInt.of(bytes.size());
  }

  private void requireWithinLimit(int before) throws LimitOverrunException {
    if (before > limit) {
      throw new LimitOverrunException(
          "%d bytes without a separator are more than the limit of %d; read() takes them"
              .formatted(before, limit),
          before);
    }
  }
}
