package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hotloop.posix.Poller;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.Seat;

/**
 * The poller. Its thread and its epoll come with the first watch and go a second after the last
 * one, so that a program that starts one child after the other does not make them anew each time.
 * Nor is the thread woken each time: while things happen it looks once a second whether there is
 * still something to watch, and sleeps soundly once nothing does.
 */
final class EpollPoller implements Poller, AutoCloseable {

  private static final Logger LOGGER = System.getLogger(EpollPoller.class.getName());
  private static final int LINGER_MILLIS = 1_000;
  private static final int FOR_EVER = -1;

  private final NativeLibrary library;

  /** Guards what is watched. System calls under it are quick; owners are called without it. */
  private final Object watchLock = new Object();

  private final EpollDuty duty = new EpollDuty(watchLock);
  private final EpollWatches watches = new EpollWatches(this);

  /** Whether the last wait was for nothing, and the next one is without end. */
  private boolean quiet;

  /** Null while there is no thread. Guarded by {@link #watchLock}. */
  private Epoll epoll;

  /** The latest one, perhaps ended. Guarded by {@link #watchLock}. */
  private EpollThread thread;

  /** Whether the epoll has failed a host; until it serves the thread. */
  private boolean failed;

  private boolean closed;

  EpollPoller(NativeLibrary library) {
    this.library = library;
  }

  @Override
  public Watch watch(int fd, Interest interest, Runnable onReady) throws PosixException {
    Objects.requireNonNull(interest, "interest");
    Objects.requireNonNull(onReady, "onReady");
    synchronized (watchLock) {
      if (closed) {
        throw new IllegalStateException("the native layer was shut");
      }
      ensureThread();
      return watches.add(epoll, fd, interest, onReady);
    }
  }

  @Override
  public Seat takeSeat() {
    EpollSeat seat = new EpollSeat(this);
    synchronized (watchLock) {
      duty.sit(seat);
      if (duty.isHostWaiting()) {
        wake(); // it hosts no more
      }
    }
    return seat;
  }

  /** Ends the thread, and waits for it where called from another one. Idempotent. */
  @Override
  public void close() {
    EpollThread ending;
    synchronized (watchLock) {
      closed = true;
      watches.close();
      duty.endHosting();
      wake();
      ending = thread;
    }
    if (ending != null) {
      ending.awaitEnd();
    }
  }

  boolean isOffered(EpollSeat seat) {
    synchronized (watchLock) {
      return !closed && !failed && epoll != null && duty.isOnlySeat(seat);
    }
  }

  void leave(EpollSeat seat) {
    synchronized (watchLock) {
      duty.leave(seat);
    }
  }

  void rise(EpollSeat seat) {
    synchronized (watchLock) {
      duty.rise(seat);
    }
  }

  /**
   * Wakes the loop of {@code seat}. Where it is about to wait, the thread may still be in its own
   * wait, and would take the wake-up for one of its own.
   */
  void wakeHost(EpollSeat seat) {
    Optional<Epoll> waiting;
    synchronized (watchLock) {
      waiting = duty.hostWaitsWith();
      waiting.ifPresentOrElse(Epoll::reserve, () -> seat.woken = true);
    }
    // Without the lock, which the woken one needs first of all. It may be awake already, by itself:
    // then it has seen why it was to wake, and the next wait, its own or the thread's, is in vain.
    waiting.ifPresent(EpollPoller::wakeReserved);
  }

  /** Waits in place of the thread; collects in {@code ready} whom it concerns. On the host's. */
  boolean await(EpollSeat seat, long timeoutNanos, List<EpollWatch> ready) {
    Epoll mine = beginHostsWait(seat);
    if (mine == null) {
      return false;
    }
    int count = 0;
    try {
      count = mine.await(seat.woken ? 0 : millis(timeoutNanos));
    } catch (PosixException e) {
      giveUp(seat, e);
    } finally {
      endHostsWait(seat, mine, count, ready);
    }
    return true;
  }

  /** Null where it has nothing to wait for, or not alone. */
  private Epoll beginHostsWait(EpollSeat seat) {
    synchronized (watchLock) {
      if (!isOffered(seat)) {
        duty.leave(seat);
        return null;
      }
      if (duty.becomesHost(seat)) {
        wake();
        duty.awaitThread(seat);
      }
      return epoll != null && duty.beginHostsWait(seat, epoll) ? epoll : null;
    }
  }

  private void endHostsWait(EpollSeat seat, Epoll mine, int count, List<EpollWatch> ready) {
    synchronized (watchLock) {
      mine.drain(count, (id, events) -> watches.fire(mine, id, events, ready));
      duty.endHostsWait(seat);
      seat.woken = false;
    }
  }

  /** The epoll failed: the thread finds that as well, and has a way to go on. */
  private void giveUp(EpollSeat seat, PosixException cause) {
    LOGGER.log(Level.WARNING, "a loop cannot wait with the epoll; the poller's thread does", cause);
    synchronized (watchLock) {
      failed = true;
      duty.leave(seat);
    }
  }

  /** Rounded up: a wait that ends just before a timer is due would be followed by a spin. */
  private static int millis(long nanos) {
    long millis = nanos == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  void rearm(EpollWatch watch) {
    synchronized (watchLock) {
      watches.rearm(epoll, watch);
    }
  }

  void unwatch(EpollWatch watch) {
    synchronized (watchLock) {
      watches.remove(epoll, watch);
      if (watches.isEmpty()) {
        duty.rouse();
        if (quiet && !duty.isHosted()) {
          wake();
        }
      }
    }
  }

  private void ensureThread() throws PosixException {
    if (epoll != null) {
      return;
    }
    Epoll opened = new Epoll(library);
    try {
      thread = EpollThread.start(this, opened);
    } catch (PosixException e) {
      opened.close();
      throw e;
    }
    epoll = opened;
  }

  /**
   * Lets the thread wait with {@code mine}, once nobody waits in its place. On the poller's thread,
   * as the next two.
   *
   * @return false at its end
   */
  boolean beginWait(Epoll mine) {
    synchronized (watchLock) {
      while (epoll == mine && duty.isHosted()) {
        duty.standBy(!watches.isEmpty());
        if (duty.isQuiet() && watches.isEmpty() && epoll == mine) {
          endServing();
        }
      }
      if (closed && epoll == mine) {
        endServing();
      }
      if (epoll != mine) {
        duty.awaitHost(mine);
        return false;
      }
      duty.beginThreadsWait();
      return true;
    }
  }

  /** Collects in {@code ready} whom the {@code count} events concern; with none, it was in vain. */
  void endWait(Epoll mine, int count, List<EpollWatch> ready) {
    synchronized (watchLock) {
      duty.endThreadsWait();
      failed = false;
      mine.drain(count, (id, events) -> watches.fire(mine, id, events, ready));
      quiet = count == 0;
      if (closed || (watches.isEmpty() && quiet)) {
        endServing();
      }
    }
  }

  /** The end of the thread; the next watch starts another, with another epoll. */
  private void endServing() {
    if (duty.isHostWaiting()) {
      wake();
    }
    duty.endHosting();
    epoll = null;
  }

  /** For how long to wait. */
  int timeoutMillis() {
    synchronized (watchLock) {
      return quiet && !watches.isEmpty() ? FOR_EVER : LINGER_MILLIS;
    }
  }

  /** Moves all watches to a new epoll; empty when there is none to be had, or closed. */
  Optional<Epoll> replace() {
    synchronized (watchLock) {
      duty.endThreadsWait();
      failed = false;
      try {
        epoll = closed ? null : new Epoll(library);
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "there is no new epoll", e);
        return Optional.empty();
      }
      if (epoll != null) {
        watches.moveTo(epoll);
      }
      return Optional.ofNullable(epoll);
    }
  }

  private void wake() {
    if (epoll != null) {
      wake(epoll);
    }
  }

  private static void wakeReserved(Epoll waiting) {
    try {
      wake(waiting);
    } finally {
      waiting.release();
    }
  }

  private static void wake(Epoll waiting) {
    try {
      waiting.wake();
    } catch (PosixException e) {
      LOGGER.log(Level.ERROR, "who waits with the epoll cannot be woken", e);
    }
  }
}
