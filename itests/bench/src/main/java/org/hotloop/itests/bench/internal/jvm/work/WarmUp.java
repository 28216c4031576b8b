package org.hotloop.itests.bench.internal.jvm.work;

import java.util.concurrent.TimeUnit;

/**
 * What is done before the clocks begin, so that what is measured is what goes on for days: the same
 * until the compilers are through. In pieces, for the end of a run must be no news: compilers leave
 * out what has not happened yet, and throw away what they have made when it does.
 */
final class WarmUp {

  private static final int PIECES = 20;

  /** So many times what was ordered is enough, compilers or not. */
  private static final int ENOUGH = 4;

  /** Who needs longer for what was ordered is far behind anyhow. */
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(50);

  /**
   * Over so long it is told how busy compilers are: the kernel counts by hundredths of a second.
   */
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Compilers that take so little of a processor are through, but for what comes now and then. */
  private static final double QUIET = 0.03;

  private final Piece piece;
  private final long begun = System.nanoTime();
  private boolean right = true;
  private long windowBegun = begun;
  private long compiled = Compilers.cpuNanos();
  private boolean quiet;

  private WarmUp(Piece piece) {
    this.piece = piece;
  }

  /** Does {@code piece} about {@code count} times, or more; answers whether all was right. */
  static boolean run(int count, Piece piece) throws Exception {
    WarmUp warmUp = new WarmUp(piece);
    int size = Math.max(1, count / PIECES);
    for (long done = 0; warmUp.isNeeded(done, count); done += size) {
      warmUp.runPiece(size);
    }
    return warmUp.right;
  }

  private boolean isNeeded(long done, long count) {
    long nanos = System.nanoTime() - begun;
    boolean asOrdered = done >= count || nanos > LONG_NANOS;
    return !(asOrdered && quiet) && done < count * ENOUGH && nanos < LONGEST_NANOS;
  }

  private void runPiece(int size) throws Exception {
    right &= piece.run(size).right();
    long now = System.nanoTime();
    long window = now - windowBegun;
    if (window >= WINDOW_NANOS) {
      long before = compiled;
      compiled = Compilers.cpuNanos();
      quiet = compiled - before < window * QUIET;
      windowBegun = now;
    }
  }

  /** Does it so many times. */
  @FunctionalInterface
  interface Piece {
    Outcome run(int count) throws Exception;
  }
}
