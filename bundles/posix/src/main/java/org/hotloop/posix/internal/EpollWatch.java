package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.Poller.Watch;

/** One interest in one descriptor. */
final class EpollWatch implements Watch {

  private static final Logger LOGGER = System.getLogger(EpollWatch.class.getName());

  final EpollEntry entry;
  final Interest interest;

  /** Whether readiness is told. Guarded by the poller's lock. */
  boolean armed = true;

  private final EpollPoller poller;
  private final Runnable onReady;

  /** Written under the poller's lock. */
  private volatile boolean closed;

  EpollWatch(EpollPoller poller, EpollEntry entry, Interest interest, Runnable onReady) {
    this.poller = poller;
    this.entry = entry;
    this.interest = interest;
    this.onReady = onReady;
  }

  @Override
  public void rearm() {
    poller.rearm(this);
  }

  @Override
  public void close() {
    poller.unwatch(this);
  }

  boolean isClosed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }

  /** Calls the owner, unless the watch was closed since its readiness was seen. */
  void call() {
    if (closed) {
      return;
    }
    try {
      onReady.run();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.ERROR, "the owner of the " + this + " threw", e);
    }
  }

  @Override
  public String toString() {
    return "watch of descriptor %d for %s".formatted(entry.fd, interest);
  }
}
