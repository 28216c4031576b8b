package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hotloop.posix.PosixException;

/** The poller's thread: waits, has the poller find out whom it concerns, and calls them. */
final class EpollThread implements Runnable {

  private static final Logger LOGGER = System.getLogger(EpollThread.class.getName());
  private static final String NAME = "hotloop-posix-epoll";
  private static final long END_MILLIS = 5_000;
  private static final long REPLACE_PAUSE_NANOS = 100_000_000;

  private final EpollPoller poller;
  private final Thread thread;

  /** The thread's own once it runs. */
  private Epoll epoll;

  private EpollThread(EpollPoller poller, Epoll epoll) {
    this.poller = poller;
    this.epoll = epoll;
    thread = PosixThreads.make(NAME, this);
  }

  /**
   * Starts the thread, which closes {@code epoll} at its end.
   *
   * @throws PosixException EAGAIN when the system has no thread to give; nothing is closed then
   */
  static EpollThread start(EpollPoller poller, Epoll epoll) throws PosixException {
    EpollThread started = new EpollThread(poller, epoll);
    PosixThreads.start(started.thread);
    return started;
  }

  /** Waits for the end that the poller has called for, but not for itself. */
  void awaitEnd() {
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join(END_MILLIS);
      if (thread.isAlive()) {
        LOGGER.log(Level.WARNING, "an owner of a watch blocks the thread " + NAME);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    List<EpollWatch> ready = new ArrayList<>();
    while (poller.beginWait(epoll)) {
      try {
        poller.endWait(epoll, epoll.await(poller.timeoutMillis()), ready);
      } catch (PosixException e) {
        replace(e);
      }
      ready.forEach(EpollWatch::call);
      ready.clear();
    }
    epoll.close();
  }

  /**
   * Goes on with another epoll. Only somebody who closes descriptors that are not his can bring us
   * here, so nothing is closed a second time. Without another, the next round fails and tries
   * again.
   */
  private void replace(PosixException cause) {
    LOGGER.log(Level.ERROR, "the epoll failed; its watches move to a new one", cause);
    Optional<Epoll> next = poller.replace();
    if (next.isPresent()) {
      epoll = next.get();
    } else {
      LockSupport.parkNanos(REPLACE_PAUSE_NANOS);
    }
  }
}
