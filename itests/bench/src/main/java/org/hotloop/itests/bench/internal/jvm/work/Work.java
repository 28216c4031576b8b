package org.hotloop.itests.bench.internal.jvm.work;

/** A workload that is done twice: to warm up, then measured. Closing ends what it keeps alive. */
public interface Work extends AutoCloseable {

  /** Does it {@code count} times, and waits for the end. */
  Outcome run(int count) throws Exception;

  /** Does it before it is measured, and answers whether that was right. */
  default boolean warmUp(int count) throws Exception {
    return run(count).right();
  }

  @Override
  default void close() throws Exception {}
}
