package org.hotloop.posix.internal;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.hotloop.posix.Poller;
import org.hotloop.posix.PosixException;

/**
 * The poller. Its thread and its epoll come with the first watch and go a second after the last
 * one, so that a program that starts one child after the other does not make them anew each time.
 */
final class EpollPoller implements Poller, AutoCloseable {

  private static final Logger LOGGER = System.getLogger(EpollPoller.class.getName());
  private static final String THREAD_NAME = "hotloop-posix-epoll";
  private static final int LINGER_MILLIS = 1_000;
  private static final int FOR_EVER = -1;
  private static final long CLOSE_MILLIS = 5_000;
  private static final long REPLACE_PAUSE_NANOS = 100_000_000;

  private final NativeLibrary library;

  /** Guards what is watched. System calls under it are quick; owners are called without it. */
  private final Object watchLock = new Object();

  private final Map<Integer, EpollEntry> byFd = new HashMap<>();
  private final Map<Long, EpollEntry> byId = new HashMap<>();
  private long lastId;

  /** Null while there is no thread. Guarded by {@link #watchLock}. */
  private Epoll epoll;

  /** The latest one, perhaps ended. Guarded by {@link #watchLock}. */
  private Thread thread;

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

  /** Ends the thread, and waits for it where called from another one. Idempotent. */
  @Override
  public void close() {
    Thread ending;
    synchronized (watchLock) {
      closed = true;
      byFd.values().forEach(EpollEntry::markClosed);
      byFd.clear();
      byId.clear();
      wake();
      ending = thread;
    }
    if (ending != null && ending != Thread.currentThread()) {
      awaitEnd(ending);
    }
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
    EpollEntry entry = new EpollEntry(fd, ++lastId);
    EpollWatch watch = new EpollWatch(this, entry, interest, onReady);
    entry.put(watch);
    epoll.add(fd, entry.id, entry.armedEvents());
    byFd.put(fd, entry);
    byId.put(entry.id, entry);
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
    byId.remove(entry.id);
    try {
      epoll.remove(entry.fd, entry.id);
    } catch (PosixException e) {
      LOGGER.log(
          Level.WARNING, "descriptor " + entry.fd + " was closed while it was still watched", e);
    }
    if (byFd.isEmpty()) {
      wake();
    }
  }

  private void ensureThread() throws PosixException {
    if (epoll != null) {
      return;
    }
    Epoll opened = new Epoll(library);
    Thread serving = new Thread(() -> serve(opened), THREAD_NAME);
    serving.setDaemon(true);
    try {
      serving.start();
    } catch (OutOfMemoryError e) {
      opened.close();
      PosixException failure = Errno.failure("start of the poller's thread", Errno.EAGAIN);
      failure.initCause(e);
      throw failure;
    }
    epoll = opened;
    thread = serving;
  }

  /** The thread's life. */
  private void serve(Epoll first) {
    Epoll mine = first;
    List<EpollWatch> ready = new ArrayList<>();
    int timeout = LINGER_MILLIS; // the first watch may yet fail
    do {
      try {
        timeout = collect(mine, mine.await(timeout), ready);
      } catch (PosixException e) {
        mine = replace(mine, e);
      }
      ready.forEach(EpollPoller::call);
      ready.clear();
    } while (isServing(mine));
    mine.close();
  }

  /** Finds out whom {@code count} events concern; answers for how long to wait next. */
  private int collect(Epoll mine, int count, List<EpollWatch> ready) {
    synchronized (watchLock) {
      mine.drain(count, (id, events) -> fire(mine, id, events, ready));
      boolean idle = byFd.isEmpty();
      if (closed || (idle && count == 0)) {
        epoll = null; // the end of this thread; the next watch starts another
      }
      return idle ? LINGER_MILLIS : FOR_EVER;
    }
  }

  private boolean isServing(Epoll mine) {
    synchronized (watchLock) {
      return epoll == mine;
    }
  }

  /** Collects the watches that an event concerns; the epoll has disarmed their descriptor. */
  private void fire(Epoll mine, long id, int events, List<EpollWatch> ready) {
    EpollEntry entry = byId.get(id);
    if (entry == null) {
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

  private static void call(EpollWatch watch) {
    try {
      watch.call();
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.ERROR, "the owner of the " + watch + " threw", e);
    }
  }

  /**
   * Moves all watches to a new epoll; only somebody who closes descriptors that are not his can
   * bring us here, so the old one is not closed a second time. Where no new one can be had, the
   * next round fails and tries again.
   */
  private Epoll replace(Epoll broken, PosixException cause) {
    LOGGER.log(Level.ERROR, "the epoll failed; its watches move to a new one", cause);
    synchronized (watchLock) {
      if (closed) {
        epoll = null;
        return broken;
      }
      try {
        epoll = new Epoll(library);
        byFd.values().forEach(this::moveToNew);
        return epoll;
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "there is no new epoll", e);
      }
    }
    LockSupport.parkNanos(REPLACE_PAUSE_NANOS);
    return broken;
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

  private static void awaitEnd(Thread ending) {
    try {
      ending.join(CLOSE_MILLIS);
      if (ending.isAlive()) {
        LOGGER.log(Level.WARNING, "an owner of a watch keeps the thread " + THREAD_NAME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
