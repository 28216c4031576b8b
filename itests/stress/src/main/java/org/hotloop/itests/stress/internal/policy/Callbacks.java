package org.hotloop.itests.stress.internal.policy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hotloop.EventLoop;

/** Callbacks, a steady stream of them from four threads. */
final class Callbacks implements Load {

  private static final int THREADS = 4;
  private static final int LONGEST_BURST = 20;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** So many may wait: the loop sets the pace where it is slow. */
  private static final int MOST_MISSING = 1_000;

  private final EventLoop loop;
  private final Alone alone;
  private final SplittableRandom random;
  private final List<Sequence> sequences;

  Callbacks(EventLoop loop, Alone alone, Findings findings, SplittableRandom random) {
    this.loop = loop;
    this.alone = alone;
    this.random = random;
    sequences =
        IntStream.rangeClosed(1, THREADS)
            .mapToObj(thread -> new Sequence(findings, "thread " + thread))
            .toList();
  }

  @Override
  public CompletableFuture<Void> begin(BooleanSupplier wanted) {
    return CompletableFuture.allOf(
        sequences.stream()
            .map(sequence -> begin(sequence, random.split(), wanted))
            .toArray(CompletableFuture<?>[]::new));
  }

  private CompletableFuture<Void> begin(
      Sequence sequence, RandomGenerator own, BooleanSupplier wanted) {
    return CompletableFuture.runAsync(
        () -> {
          while (wanted.getAsBoolean()) {
            burst(sequence, own.nextInt(LONGEST_BURST));
            LockSupport.parkNanos(own.nextLong(LONGEST_PAUSE_NANOS));
          }
          while (sequence.missing() > 0) {
            LockSupport.parkNanos(LONGEST_PAUSE_NANOS);
          }
        },
        work -> Daemon.start("stress-caller", work));
  }

  private void burst(Sequence sequence, int length) {
    for (int i = 0; i < length && sequence.missing() < MOST_MISSING; i++) {
      long number = sequence.ask();
      loop.callSoonThreadsafe(() -> alone.run(sequence.name(), () -> sequence.came(number)));
    }
  }

  long count() {
    return sequences.stream().mapToLong(Sequence::asked).sum();
  }

  @Override
  public void judge() {
    sequences.forEach(Sequence::judge);
  }
}
