package org.hotloop.spi.schedule;

/**
 * What waits in a {@link ReadyQueue}; the queue's link is within, so that nothing is allocated for
 * it. So it stands in one queue at a time, and once.
 */
public abstract class Queued {

  /** To its neighbour, or null. Of the queue that this is in. */
  Queued next;

  /** In no queue. */
  protected Queued() {}
}
