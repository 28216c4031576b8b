package org.hotloop.posix.internal;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.PosixException;

/**
 * What a poller watches: its descriptors, each with one entry in the epoll. Guarded by the poller's
 * lock.
 */
final class EpollWatches {

  private static final Logger LOGGER = System.getLogger(EpollPoller.class.getName());

  private final EpollPoller poller;
  private final Map<Integer, EpollEntry> byFd = new HashMap<>();

  /** Of the latest entry; with its descriptor it is an id. */
  private int lastSerial;

  EpollWatches(EpollPoller poller) {
    this.poller = poller;
  }

  boolean isEmpty() {
    return byFd.isEmpty();
  }

  /**
   * Adds a watch, and begins it with {@code epoll}.
   *
   * @throws IllegalStateException when there is one of that interest
   */
  EpollWatch add(Epoll epoll, int fd, Interest interest, Runnable onReady) throws PosixException {
    EpollEntry entry = byFd.get(fd);
    return entry == null
        ? begin(epoll, fd, interest, onReady)
        : join(epoll, entry, interest, onReady);
  }

  private EpollWatch begin(Epoll epoll, int fd, Interest interest, Runnable onReady)
      throws PosixException {
    EpollEntry entry = new EpollEntry(fd, EpollEntry.id(++lastSerial, fd));
    EpollWatch watch = new EpollWatch(poller, entry, interest, onReady);
    entry.put(watch);
    epoll.add(fd, entry.id, entry.armedEvents());
    byFd.put(fd, entry);
    return watch;
  }

  private EpollWatch join(Epoll epoll, EpollEntry entry, Interest interest, Runnable onReady)
      throws PosixException {
    EpollWatch watch = new EpollWatch(poller, entry, interest, onReady);
    entry.put(watch);
    try {
      epoll.rearm(entry.fd, entry.id, entry.armedEvents());
      return watch;
    } catch (PosixException e) {
      entry.remove(watch);
      throw e;
    }
  }

  /** Arms a watch that was told of; no effect when it is closed. */
  void rearm(Epoll epoll, EpollWatch watch) {
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

  /** Ends a watch; no effect when it is closed. */
  void remove(Epoll epoll, EpollWatch watch) {
    if (watch.isClosed()) {
      return;
    }
    watch.markClosed();
    watch.entry.remove(watch);
    // Where the other interest stays, so does the epoll's entry: at worst it tells once more
    // of what nobody waits for.
    if (watch.entry.isEmpty()) {
      remove(epoll, watch.entry);
    }
  }

  private void remove(Epoll epoll, EpollEntry entry) {
    byFd.remove(entry.fd);
    try {
      epoll.remove(entry.fd, entry.id);
    } catch (PosixException e) {
      LOGGER.log(
          Level.WARNING, "descriptor " + entry.fd + " was closed while it was still watched", e);
    }
  }

  /** Closes all, without a word to the epoll, which is at its end. */
  void close() {
    byFd.values().forEach(EpollEntry::markClosed);
    byFd.clear();
  }

  /** Collects the watches that an event concerns; the epoll has disarmed their descriptor. */
  void fire(Epoll epoll, long id, int events, List<EpollWatch> ready) {
    EpollEntry entry = byFd.get(EpollEntry.fd(id));
    if (entry == null || entry.id != id) {
      return; // closed since, and its number perhaps somebody else's by now
    }
    entry.fire(events, ready);
    if (entry.armedEvents() != 0) {
      try {
        epoll.rearm(entry.fd, entry.id, entry.armedEvents());
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "descriptor " + entry.fd + " was closed while watched", e);
      }
    }
  }

  /** Watches everything with another epoll. */
  void moveTo(Epoll epoll) {
    for (EpollEntry entry : byFd.values()) {
      try {
        epoll.add(entry.fd, entry.id, entry.armedEvents());
      } catch (PosixException e) {
        LOGGER.log(Level.ERROR, "descriptor " + entry.fd + " cannot be watched any more", e);
      }
    }
  }
}
