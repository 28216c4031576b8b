package org.hotloop.posix.internal;

import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import jnr.ffi.Pointer;
import org.hotloop.posix.PosixException;

/**
 * An epoll and an eventfd that wakes it. One thread awaits, and closes it; the other methods need a
 * lock of the caller's, which also keeps them off a closed one. {@link #wake()} does without the
 * lock for who has it {@link #reserve reserved}.
 */
final class Epoll implements AutoCloseable {

  static final int IN = 0x1;
  static final int OUT = 0x4;

  /** An error or a hang-up; always told, whether asked for or not. */
  static final int BROKEN = 0x8 | 0x10;

  private static final int ONESHOT = 1 << 30;

  /** Told once for each write to an eventfd, whose counter then needs not be read. */
  private static final int EDGE = 1 << 31;

  private static final int CTL_ADD = 1;
  private static final int CTL_DEL = 2;
  private static final int CTL_MOD = 3;
  private static final int CLOEXEC = 0x80000;
  private static final int NONBLOCK = 0x800;
  private static final int BATCH = 64;

  /** The eventfd's; those of descriptors are positive. */
  private static final long WAKE_ID = 0;

  private final NativeLibrary library;
  private final PosixDescriptor epoll;
  private final PosixDescriptor wake;

  /** The awaiting thread's. */
  private final Pointer batch;

  /** Guarded by the caller's lock. */
  private final Pointer single;

  /** What {@link #wake()} adds to the counter; only read. */
  private final Pointer one;

  /** How many have reserved it. */
  private final AtomicInteger reserved = new AtomicInteger();

  Epoll(NativeLibrary library) throws PosixException {
    this.library = library;
    batch = library.allocate(BATCH * EpollEvent.BYTES);
    single = library.allocate(EpollEvent.BYTES);
    one = library.allocate(Long.BYTES);
    one.putLong(0, 1);
    epoll = open("epoll_create1", library.libc().epoll_create1(CLOEXEC));
    try {
      wake = openWake();
    } catch (PosixException e) {
      epoll.close();
      throw e;
    }
  }

  /** Watches {@code fd} for one event. */
  void add(int fd, long id, int events) throws PosixException {
    control(CTL_ADD, fd, id, events | ONESHOT);
  }

  /** Watches {@code fd}, added before, for one event again. */
  void rearm(int fd, long id, int events) throws PosixException {
    control(CTL_MOD, fd, id, events | ONESHOT);
  }

  /** Watches {@code fd} no more. */
  void remove(int fd, long id) throws PosixException {
    control(CTL_DEL, fd, id, 0);
  }

  /** Lets the await that is going on, or the next one, return. */
  void wake() throws PosixException {
    if (library.libc().write(wake.fd(), one.address(), Long.BYTES) < 0) {
      throw Errno.failure("write to an eventfd", library.errno());
    }
  }

  /** Keeps it open until {@link #release()}, which has to be soon. Under the caller's lock. */
  void reserve() {
    reserved.incrementAndGet();
  }

  /** Any thread. */
  void release() {
    reserved.decrementAndGet();
  }

  /**
   * Blocks until something is ready, {@link #wake()} was called or the time is over; EINTR is
   * retried. Then {@link #drain} tells what is ready.
   *
   * @param timeoutMillis -1 for ever
   * @return how many events there are, wake-ups included; 0 when the time is over
   */
  int await(int timeoutMillis) throws PosixException {
    while (true) {
      int count = library.libc().epoll_wait(epoll.fd(), batch, BATCH, timeoutMillis);
      if (count >= 0) {
        return count;
      }
      int errno = library.errno();
      if (errno != Errno.EINTR) {
        throw Errno.failure("epoll_wait", errno);
      }
    }
  }

  /** Tells of the {@code count} events that {@link #await} found. On the awaiting thread. */
  void drain(int count, ReadyConsumer consumer) {
    for (int i = 0; i < count; i++) {
      long id = EpollEvent.data(batch, i);
      if (id != WAKE_ID) {
        consumer.ready(id, EpollEvent.events(batch, i));
      }
    }
  }

  /** On the awaiting thread, when nobody can reserve it any more. */
  @Override
  public void close() {
    while (reserved.get() > 0) {
      Thread.yield(); // to a system call that does not block, whose thread may have lost its turn
    }
    wake.close();
    epoll.close();
    Reference.reachabilityFence(this);
  }

  /** Is told of a ready descriptor. */
  @FunctionalInterface
  interface ReadyConsumer {
    /** {@code events} are {@link #IN}, {@link #OUT} and {@link #BROKEN}. */
    void ready(long id, int events);
  }

  private PosixDescriptor openWake() throws PosixException {
    PosixDescriptor eventfd = open("eventfd", library.libc().eventfd(0, CLOEXEC | NONBLOCK));
    try {
      control(CTL_ADD, eventfd.fd(), WAKE_ID, IN | EDGE);
      return eventfd;
    } catch (PosixException e) {
      eventfd.close();
      throw e;
    }
  }

  private PosixDescriptor open(String what, int fd) throws PosixException {
    if (fd < 0) {
      throw Errno.failure(what, library.errno());
    }
    return new PosixDescriptor(library, fd);
  }

  private void control(int operation, int fd, long id, int events) throws PosixException {
    EpollEvent.put(single, events, id);
    if (library.libc().epoll_ctl(epoll.fd(), operation, fd, single) != 0) {
      throw Errno.failure("epoll_ctl of " + fd, library.errno());
    }
  }
}
