package org.hotloop.runtime.internal.election;

import org.hotloop.dto.SwapDTO;

/** Where an office writes its swaps down. */
@FunctionalInterface
public interface SwapLog {

  /**
   * Completes a report and keeps it. Called in the order of the swaps, under the office's lock: it
   * neither blocks nor calls anybody.
   *
   * @return the completed report, the caller's own
   */
  SwapDTO keep(SwapDTO report);

  /** Tells of a report that was kept; called with no lock held. */
  default void publish(SwapDTO kept) {}
}
