package org.hotloop.itests.bench.internal.jvm.work;

/** A workload that is done twice: to warm up, then measured. Closing ends what it keeps alive. */
public interface Work extends AutoCloseable {

  /** Does it {@code count} times, and waits for the end. */
  Outcome run(int count) throws Exception;

  /** Does it about {@code count} times before it is measured; answers whether that was right. */
  default boolean warmUp(int count) throws Exception {
    return WarmUp.run(count, this::runCold);
  }

  /** A piece of the warm-up: the same, unless something else leads through the same code. */
  default Outcome runCold(int count) throws Exception {
    return run(count);
  }

  @Override
  default void close() throws Exception {}
}
