package org.hotloop.spi.schedule;

/**
 * What waits in a queue whose link is within, so that nothing is allocated for it. So it stands in
 * one queue at a time, and once.
 */
abstract class Queued {

  /** To its neighbour, or null. Of the queue that this is in. */
  Queued next;
}
