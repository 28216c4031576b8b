package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Who waits with the epoll: the poller's thread, or in its place the host, which is the one loop
 * that has a seat. Never both, for there is one batch of events.
 *
 * <p>The thread stands by while there is a host, and takes over where that stays away from its
 * waits: a loop that is busy must not keep events from others than itself. While the host sleeps,
 * and nothing happens, so does the thread.
 *
 * <p>Guarded by the poller's lock, which is given here, and notified of each change.
 */
final class EpollDuty {

  private static final Logger LOGGER = System.getLogger(EpollDuty.class.getName());

  /** How long a host may stay away. */
  private static final long PATIENCE_MILLIS = 100;

  /** The thread sleeps soundly, or ends, after so many looks in a row that met a sleeping host. */
  private static final int LOOKS = 10;

  private final Object lock;
  private final Set<EpollSeat> seats = new HashSet<>();

  /** Null where there is none. */
  private EpollSeat host;

  /** With which epoll the host waits; null where it does not. */
  private Epoll hostWaitsWith;

  private boolean threadWaits;

  /** How often a host came back from a wait. */
  private long turns;

  /** Whether the thread stands by until it is notified. */
  private boolean sleeps;

  /** How many looks in a row met a host that had slept all the time. */
  private int looks;

  EpollDuty(Object lock) {
    this.lock = lock;
  }

  void sit(EpollSeat seat) {
    seats.add(seat);
    endHosting(); // if it is the second one
  }

  void rise(EpollSeat seat) {
    if (seats.remove(seat)) {
      leave(seat);
    }
  }

  boolean isOnlySeat(EpollSeat seat) {
    return seats.size() == 1 && seats.contains(seat);
  }

  void leave(EpollSeat seat) {
    if (host == seat) {
      endHosting();
    }
  }

  /** The thread is to go on, as soon as the host is back from its wait. */
  void endHosting() {
    host = null;
    lock.notifyAll();
  }

  /** Whether somebody waits in place of the thread, or may come back to do so. */
  boolean isHosted() {
    return host != null || hostWaitsWith != null;
  }

  boolean isHostWaiting() {
    return hostWaitsWith != null;
  }

  /** Empty while no host waits. */
  Optional<Epoll> hostWaitsWith() {
    return Optional.ofNullable(hostWaitsWith);
  }

  /** Nobody begins to wait with {@code epoll} any more: until nobody does. */
  void awaitHost(Epoll epoll) {
    awaitChange(() -> hostWaitsWith == epoll);
  }

  /** Whether {@code seat} has to wait for the thread before it may wait in its place. */
  boolean becomesHost(EpollSeat seat) {
    host = seat;
    return threadWaits;
  }

  /**
   * Until the thread, which was woken, is back from its wait; it does nothing foreign before. Or
   * until {@code seat} hosts no more: then the thread waits on.
   */
  void awaitThread(EpollSeat seat) {
    awaitChange(() -> host == seat && threadWaits);
  }

  /** Whether {@code seat} has the duty still, and begins to wait. */
  boolean beginHostsWait(EpollSeat seat, Epoll epoll) {
    if (host == seat) {
      hostWaitsWith = epoll;
    }
    return host == seat;
  }

  void endHostsWait(EpollSeat seat) {
    hostWaitsWith = null;
    turns++;
    if (sleeps || host != seat) {
      lock.notifyAll();
    }
  }

  void beginThreadsWait() {
    threadWaits = true;
  }

  void endThreadsWait() {
    threadWaits = false;
    lock.notifyAll();
  }

  /** Something changed that the thread, which may sleep, must see. */
  void rouse() {
    if (sleeps) {
      lock.notifyAll();
    }
  }

  /** The thread stands by for a moment, or until it is needed; who stayed away hosts no more. */
  void standBy(boolean watching) {
    long before = turns;
    long begun = System.nanoTime();
    sleeps = watching && isHostWaiting() && isQuiet();
    boolean slept = sleeps;
    try {
      lock.wait(sleeps ? 0 : PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      LOGGER.log(Level.DEBUG, "nobody interrupts this thread but to no purpose", e);
    }
    sleeps = false;
    long waited = System.nanoTime() - begun;
    boolean nothing = turns == before && waited >= TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    looks = nothing && !slept && isHostWaiting() ? looks + 1 : 0;
    if (nothing && !isHostWaiting()) {
      endHosting();
    }
  }

  /** Whether nothing has happened for a second. */
  boolean isQuiet() {
    return looks >= LOOKS;
  }

  private void awaitChange(BooleanSupplier before) {
    boolean interrupted = false;
    while (before.getAsBoolean()) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
