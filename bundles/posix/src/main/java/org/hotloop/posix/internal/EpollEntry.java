package org.hotloop.posix.internal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.hotloop.posix.Poller.Interest;

/**
 * A descriptor in the epoll with its watches, of which there is one for each interest. Its id is
 * never used again, unlike its number, so a stale event reaches nobody. Guarded by the poller's
 * lock.
 */
final class EpollEntry {

  final int fd;
  final long id;
  private final Map<Interest, EpollWatch> watches = new EnumMap<>(Interest.class);

  EpollEntry(int fd, long id) {
    this.fd = fd;
    this.id = id;
  }

  void put(EpollWatch watch) {
    if (watches.putIfAbsent(watch.interest, watch) != null) {
      throw new IllegalStateException("there is a " + watch + " already");
    }
  }

  void remove(EpollWatch watch) {
    watches.remove(watch.interest, watch);
  }

  boolean isEmpty() {
    return watches.isEmpty();
  }

  /** For which events its armed watches wait; 0 when none is armed. */
  int armedEvents() {
    return watches.values().stream()
        .filter(watch -> watch.armed)
        .mapToInt(watch -> events(watch.interest))
        .reduce(0, (a, b) -> a | b);
  }

  /** Disarms the watches that wait for {@code events} and puts them into {@code ready}. */
  void fire(int events, Collection<EpollWatch> ready) {
    for (EpollWatch watch : watches.values()) {
      if (watch.armed && (events & (events(watch.interest) | Epoll.BROKEN)) != 0) {
        watch.armed = false;
        ready.add(watch);
      }
    }
  }

  void markClosed() {
    watches.values().forEach(EpollWatch::markClosed);
  }

  private static int events(Interest interest) {
    return interest == Interest.READ ? Epoll.IN : Epoll.OUT;
  }
}
