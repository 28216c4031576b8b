package org.hotloop.itests.bench.internal.jvm;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * How a peer starts programs: by its asynchronous calls. Stages complete where the peer tells of
 * exits, with the exit code, or minus the signal.
 */
public interface Children {

  /**
   * Starts a child that has our streams.
   *
   * @param started gets the child, once its exit cannot be missed
   */
  CompletionStage<Integer> start(List<String> command, Consumer<Child> started);

  /** Starts a child whose output is captured, if there are such children. */
  default CompletionStage<Captured> capture(List<String> command) {
    throw new UnsupportedWorkloadException();
  }

  /**
   * Starts a child whose output is only counted, if there are such children.
   *
   * @param arrived gets the size of each piece, one at a time
   */
  default CompletionStage<Integer> read(List<String> command, IntConsumer arrived) {
    throw new UnsupportedWorkloadException();
  }

  /** A child that runs, and the peer's way to kill it. */
  record Child(long pid, Runnable kill) {}

  /** What a child wrote, and how it ended. */
  record Captured(byte[] output, int returncode) {}
}
