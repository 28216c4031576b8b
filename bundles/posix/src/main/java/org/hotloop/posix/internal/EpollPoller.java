package org.hotloop.posix.internal;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hotloop.posix.Poller;
import org.hotloop.posix.PosixException;

/**
 * The poller. Its thread and its epoll come with the first watch and go a second after the last
 * one, so that a program that starts one child after the other does not make them anew each time.
 */
final class EpollPoller implements Poller, AutoCloseable {

  private static final Logger LOGGER = System.getLogger(EpollPoller.class.getName());
  private static final int LINGER_MILLIS = 1_000;
  private static final int FOR_EVER = -1;

  private final NativeLibrary library;

  /** Guards what is watched. System calls under it are quick; owners are called without it. */
  private final Object watchLock = new Object();

  private final Map<Integer, EpollEntry> byFd = new HashMap<>();
  private final Map<Long, EpollEntry> byId = new HashMap<>();
  private long lastId;

  /** Null while there is no thread. Guarded by {@link #watchLock}. */
  private Epoll epoll;

  /** The latest one, perhaps ended. Guarded by {@link #watchLock}. */
  private EpollThread thread;

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
    EpollThread ending;
    synchronized (watchLock) {
      closed = true;
      byFd.values().forEach(EpollEntry::markClosed);
      byFd.clear();
      byId.clear();
      wake();
      ending = thread;
    }
    if (ending != null) {
      ending.awaitEnd();
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
    try {
      thread = EpollThread.start(this, opened);
    } catch (PosixException e) {
      opened.close();
      throw e;
    }
    epoll = opened;
  }

  /**
   * Collects in {@code ready} whom the {@code count} events of {@code mine} concern; with none, the
   * time was over. On the poller's thread, as the next two.
   */
  void collect(Epoll mine, int count, List<EpollWatch> ready) {
    synchronized (watchLock) {
      mine.drain(count, (id, events) -> fire(mine, id, events, ready));
      if (closed || (byFd.isEmpty() && count == 0)) {
        epoll = null; // the end of this thread; the next watch starts another
      }
    }
  }

  /** Whether the thread goes on with {@code mine}. */
  boolean isServing(Epoll mine) {
    synchronized (watchLock) {
      return epoll == mine;
    }
  }

  /** For how long to wait. */
  int timeoutMillis() {
    synchronized (watchLock) {
      return byFd.isEmpty() ? LINGER_MILLIS : FOR_EVER;
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

  /** Moves all watches to a new epoll; empty when there is none to be had, or closed. */
  Optional<Epoll> replace() {
    synchronized (watchLock) {
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
