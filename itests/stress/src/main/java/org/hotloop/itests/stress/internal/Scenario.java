package org.hotloop.itests.stress.internal;

/** One run of what {@code stress.scenario} names. For one thread. */
public interface Scenario extends AutoCloseable {

  /** Prints how it goes; answers whether nothing was wrong. */
  boolean run() throws Exception;
}
