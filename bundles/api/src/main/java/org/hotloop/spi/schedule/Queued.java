package org.hotloop.spi.schedule;

/**
 * What waits in a {@link ReadyQueue}; the queue's link is within, so that to post it allocates
 * nothing. It can be posted once.
 */
public abstract class Queued {

  /** To the one that was posted before. Of the {@link Inbox} that this is in. */
  Queued next;

  /** In no queue. */
  protected Queued() {}
}
