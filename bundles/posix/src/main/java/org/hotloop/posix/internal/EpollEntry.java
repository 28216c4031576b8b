package org.hotloop.posix.internal;

import java.util.Collection;
import org.hotloop.posix.Poller.Interest;

/**
 * A descriptor in the epoll with its watches, of which there is one for each interest. Its id is
 * never used again, unlike its number, so a stale event reaches nobody. Guarded by the poller's
 * lock.
 */
final class EpollEntry {

  final int fd;
  final long id;

  /** Null where there is none, as is the other one. */
  private EpollWatch reader;

  private EpollWatch writer;

  EpollEntry(int fd, long id) {
    this.fd = fd;
    this.id = id;
  }

  /** As no other entry has for the next four milliards of them. */
  static long id(int serial, int fd) {
    return (long) serial << Integer.SIZE | fd;
  }

  /** The descriptor of an id. */
  static int fd(long id) {
    return (int) id;
  }

  void put(EpollWatch watch) {
    EpollWatch present = get(watch.interest);
    if (present != null) {
      throw new IllegalStateException("there is a " + present + " already");
    }
    set(watch.interest, watch);
  }

  void remove(EpollWatch watch) {
    if (get(watch.interest) == watch) {
      set(watch.interest, null);
    }
  }

  boolean isEmpty() {
    return reader == null && writer == null;
  }

  /** For which events its armed watches wait; 0 when none is armed. */
  int armedEvents() {
    return (isArmed(reader) ? Epoll.IN : 0) | (isArmed(writer) ? Epoll.OUT : 0);
  }

  /** Disarms the watches that wait for {@code events} and puts them into {@code ready}. */
  void fire(int events, Collection<EpollWatch> ready) {
    fire(reader, events & (Epoll.IN | Epoll.BROKEN), ready);
    fire(writer, events & (Epoll.OUT | Epoll.BROKEN), ready);
  }

  void markClosed() {
    if (reader != null) {
      reader.markClosed();
    }
    if (writer != null) {
      writer.markClosed();
    }
  }

  private static void fire(EpollWatch watch, int events, Collection<EpollWatch> ready) {
    if (isArmed(watch) && events != 0) {
      watch.armed = false;
      ready.add(watch);
    }
  }

  private static boolean isArmed(EpollWatch watch) {
    return watch != null && watch.armed;
  }

  private EpollWatch get(Interest interest) {
    return interest == Interest.READ ? reader : writer;
  }

  private void set(Interest interest, EpollWatch watchOrNull) {
    if (interest == Interest.READ) {
      reader = watchOrNull;
    } else {
      writer = watchOrNull;
    }
  }
}
