package org.hotloop.itests.bench.internal.jvm.work;

/** A workload that is done twice: to warm up, then measured. Closing ends what it keeps alive. */
public interface Work extends AutoCloseable {

  /** Does it {@code count} times, and waits for the end. */
  Outcome run(int count) throws Exception;

  @Override
  default void close() throws Exception {}
}
