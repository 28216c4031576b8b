package org.hotloop.posix.internal;

import org.hotloop.posix.PosixException;

/** Threads that keep nothing of whoever happened to need them: daemons without inheritance. */
final class PosixThreads {

  private PosixThreads() {}

  /** A thread that is not started. */
  static Thread make(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(PosixThreads.class.getClassLoader()); // not that of some caller
    return thread;
  }

  /**
   * Starts it.
   *
   * @throws PosixException EAGAIN when the system has no thread to give
   */
  static void start(Thread thread) throws PosixException {
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      PosixException failure =
          Errno.failure("start of the thread " + thread.getName(), Errno.EAGAIN);
      failure.initCause(e);
      throw failure;
    }
  }
}
