package org.hotloop.posix.internal;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<Integer, EpollEntry> byFd = new HashMap<>();

  /** Of the latest entry; with its descriptor it is an id. */
  private int lastSerial;

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
      EpollEntry entry = byFd.get(fd);
      return entry == null ? begin(fd, interest, onReady) : join(entry, interest, onReady);
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
      byFd.values().forEach(EpollEntry::markClosed);
      byFd.clear();
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
    synchronized (watchLock) {
      if (duty.isHostWaiting()) {
        wake();
      } else {
        seat.woken = true;
      }
    }
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
      mine.drain(count, (id, events) -> fire(mine, id, events, ready));
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
      if (watch.isClosed()) {
        return;
      }
      watch.armed = true;
      try {
        epoll.rearm(watch.entry.fd, watch.entry.id, watch.entry.armedEvents());
      } catch (PosixException e) {
        throw new UncheckedIOException("the descriptor was closed under the " + watch, e);
      }
    }
  }

  void unwatch(EpollWatch watch) {
    synchronized (watchLock) {
      if (watch.isClosed()) {
        return;
      }
      watch.markClosed();
      watch.entry.remove(watch);
      // Where the other interest stays, so does the epoll's entry: at worst it tells once more
      // of what nobody waits for.
      if (watch.entry.isEmpty()) {
        remove(watch.entry);
      }
    }
  }

  private Watch begin(int fd, Interest interest, Runnable onReady) throws PosixException {
    EpollEntry entry = new EpollEntry(fd, EpollEntry.id(++lastSerial, fd));
    EpollWatch watch = new EpollWatch(this, entry, interest, onReady);
    entry.put(watch);
    epoll.add(fd, entry.id, entry.armedEvents());
    byFd.put(fd, entry);
    return watch;
  }

  private Watch join(EpollEntry entry, Interest interest, Runnable onReady) throws PosixException {
    EpollWatch watch = new EpollWatch(this, entry, interest, onReady);
    entry.put(watch);
    try {
      epoll.rearm(entry.fd, entry.id, entry.armedEvents());
      return watch;
    } catch (PosixException e) {
      entry.remove(watch);
      throw e;
    }
  }

  private void remove(EpollEntry entry) {
    byFd.remove(entry.fd);
    try {
      epoll.remove(entry.fd, entry.id);
    } catch (PosixException e) {
      LOGGER.log(
          Level.WARNING, "descriptor " + entry.fd + " was closed while it was still watched", e);
    }
    if (byFd.isEmpty()) {
      duty.rouse();
      if (quiet && !duty.isHosted()) {
        wake();
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
        duty.standBy(!byFd.isEmpty());
        if (duty.isQuiet() && byFd.isEmpty() && epoll == mine) {
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
      mine.drain(count, (id, events) -> fire(mine, id, events, ready));
      quiet = count == 0;
      if (closed || (byFd.isEmpty() && quiet)) {
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
      return quiet && !byFd.isEmpty() ? FOR_EVER : LINGER_MILLIS;
    }
  }

  /** Collects the watches that an event concerns; the epoll has disarmed their descriptor. */
  private void fire(Epoll mine, long id, int events, List<EpollWatch> ready) {
    EpollEntry entry = byFd.get(EpollEntry.fd(id));
    if (entry == null || entry.id != id) {
      return; // closed since, and its number perhaps somebody else's by now
    }
    entry.fire(events, ready);
    if (entry.armedEvents() != 0) {
      try {
        mine.rearm(entry.fd, entry.id, entry.armedEvents());
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "descriptor " + entry.fd + " was closed while watched", e);
      }
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
      byFd.values().forEach(this::moveToNew);
      return Optional.ofNullable(epoll);
    }
  }

  private void moveToNew(EpollEntry entry) {
    try {
      epoll.add(entry.fd, entry.id, entry.armedEvents());
    } catch (PosixException e) {
      LOGGER.log(Level.ERROR, "descriptor " + entry.fd + " cannot be watched any more", e);
    }
  }

  private void wake() {
    if (epoll != null) {
      try {
        epoll.wake();
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "the poller's thread cannot be woken", e);
      }
    }
  }
}
