package org.hotloop.loop.internal.stream;

import java.io.IOException;
import java.util.OptionalInt;
import org.hotloop.stream.IncompleteReadException;

/** What a read wants. Asked again as the queue grows, which meanwhile loses nothing. */
@FunctionalInterface
interface Demand {

  /**
   * How many bytes it takes now; empty when it has to wait for more.
   *
   * @param end whether no more comes
   * @throws IncompleteReadException at an end that leaves it unserved; all bytes are its partial
   */
  OptionalInt measure(ByteQueue bytes, boolean end) throws IOException;

  static Demand upTo(int max) {
    requireNotNegative("max", max);
    return (bytes, end) ->
        !bytes.isEmpty() || end || max == 0
            ? OptionalInt.of(Math.min(max, bytes.size()))
            : OptionalInt.empty();
  }

  static Demand all() {
    return (bytes, end) -> end ? OptionalInt.of(bytes.size()) : OptionalInt.empty();
  }

  static Demand exactly(int count) {
    requireNotNegative("count", count);
    return (bytes, end) -> {
      if (bytes.size() >= count) {
        return OptionalInt.of(count);
      }
      if (end) {
        throw new IncompleteReadException(bytes.peek(), OptionalInt.of(count));
      }
      return OptionalInt.empty();
    };
  }

  private static void requireNotNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " is negative: " + value);
    }
  }
}
