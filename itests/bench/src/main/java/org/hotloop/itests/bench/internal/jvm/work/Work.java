package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.TimeUnit;

/** A workload that is done twice: to warm up, then measured. Closing ends what it keeps alive. */
public interface Work extends AutoCloseable {

  /** How many pieces a warm-up has. */
  int PIECES = 20;

  /** How long a warm-up may take, about: who needs longer for so many is far behind anyhow. */
  long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Does it {@code count} times, and waits for the end. */
  Outcome run(int count) throws Exception;

  /**
   * Does it before it is measured, and answers whether that was right. In pieces, for the end of a
   * run must be no news: compilers leave out what has not happened yet, and would throw away, where
   * the clocks begin, whatever they have made until then.
   */
  default boolean warmUp(int count) throws Exception {
    int piece = Math.max(1, count / PIECES);
    long begun = System.nanoTime();
    boolean right = true;
    for (int left = count; left > 0 && System.nanoTime() - begun < LONGEST_NANOS; left -= piece) {
      right &= runCold(Math.min(left, piece)).right();
    }
    return right;
  }

  /** A piece of the warm-up: the same, unless something else leads through the same code. */
  default Outcome runCold(int count) throws Exception {
    return run(count);
  }

  @Override
  default void close() throws Exception {}
}
