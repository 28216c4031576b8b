package org.hotloop.posix.internal;

import java.util.ArrayList;
import java.util.List;
import org.hotloop.posix.Seat;

/** A loop's seat at the poller, which does what is said here. */
final class EpollSeat implements Seat {

  private final EpollPoller poller;

  /** Whether the next wait ends at once. Written under the poller's lock. */
  volatile boolean woken;

  /** The loop's thread's. */
  private final List<EpollWatch> ready = new ArrayList<>();

  EpollSeat(EpollPoller poller) {
    this.poller = poller;
  }

  @Override
  public boolean isOffered() {
    return poller.isOffered(this);
  }

  @Override
  public boolean await(long timeoutNanos) {
    boolean waited = poller.await(this, timeoutNanos, ready);
    ready.forEach(EpollWatch::call);
    ready.clear();
    return waited;
  }

  @Override
  public void wake() {
    poller.wakeHost(this);
  }

  @Override
  public void leave() {
    poller.leave(this);
  }

  @Override
  public void close() {
    poller.rise(this);
  }
}
