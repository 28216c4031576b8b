package org.hotloop.itests.bench.internal.jvm.work;

/** A workload that is done twice: to warm up, then measured. Closing ends what it keeps alive. */
public interface Work extends AutoCloseable {

  /** How many pieces a warm-up has. */
  int PIECES = 10;

  /** Does it {@code count} times, and waits for the end. */
  Outcome run(int count) throws Exception;

  /**
   * Does it before it is measured, and answers whether that was right. In pieces, for the end of a
   * run must be no news: compilers leave out what has not happened yet, and would throw away, where
   * the clocks begin, whatever they have made until then.
   */
  default boolean warmUp(int count) throws Exception {
    int piece = Math.max(1, count / PIECES);
    boolean right = true;
    for (int left = count; left > 0; left -= piece) {
      right &= run(Math.min(left, piece)).right();
    }
    return right;
  }

  @Override
  default void close() throws Exception {}
}
