package org.hotloop.itests.stress.internal.watcher;

import java.time.Duration;

/**
 * How much is enough.
 *
 * @param time how long children are started and watchers swapped
 */
record Scale(Duration time) {

  /** A run of a minute holds that many children at once, a shorter one less. */
  private static final int LIVE_CHILDREN = 2_000;

  private static final int SECONDS_FOR_ALL = 60;
  private static final int LEAST_LIVE_CHILDREN = 100;

  /** What a run of a minute is for; it may take two of them where others work, too. */
  private static final int CHILDREN = 20_000;

  private static final int SWAPS = 500;
  private static final int UPDATES = 100;

  /** As many threads as that are no burden to anybody. */
  private static final int LIVE_THREADS = 500;

  /** How many children are held at once. */
  int liveChildren() {
    long scaled = LIVE_CHILDREN * time.toSeconds() / SECONDS_FOR_ALL;
    return (int) Math.min(LIVE_CHILDREN, Math.max(LEAST_LIVE_CHILDREN, scaled));
  }

  /** How many of them are held where each takes a thread. */
  int liveThreads() {
    return Math.min(LIVE_THREADS, liveChildren());
  }

  /** Whether that is what it was for; a shorter run is for nothing but its time. */
  boolean isEnough(int children, int swaps, int updates) {
    return time.toSeconds() < SECONDS_FOR_ALL
        || children >= CHILDREN && swaps >= SWAPS && updates >= UPDATES;
  }

  /** How long it may last until it is enough. */
  Duration longest() {
    return time.multipliedBy(2);
  }
}
