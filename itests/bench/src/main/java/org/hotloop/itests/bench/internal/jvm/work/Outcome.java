package org.hotloop.itests.bench.internal.jvm.work;

import java.util.Map;

/**
 * What came of it.
 *
 * @param ops how much was done
 * @param right whether each result was as expected, and there exactly once
 * @param figures fields beside the clocks
 * @param apartNanos CPU time of this process that is none of what is measured
 */
public record Outcome(long ops, boolean right, Map<String, Object> figures, long apartNanos) {

  Outcome(long ops, boolean right) {
    this(ops, right, Map.of(), 0);
  }
}
