package org.hotloop.loop.internal;

import org.hotloop.EventLoopClosedException;
import org.hotloop.WrongLoopThreadException;

/**
 * A loop is idle, running on one thread, or closed for good: idle and running follow each other any
 * number of times, and only an idle one can be closed. Any thread.
 */
public final class Lifecycle {

  /** The thread inside a run; null while idle. Written under the monitor. */
  private volatile Thread runner;

  /** Written under the monitor. */
  private volatile boolean closed;

  /**
   * Idle to running, on this thread.
   *
   * @throws IllegalStateException when it is running, or closed
   */
  public synchronized void enter() {
    checkOpen();
    checkNotRunning("run");
    runner = Thread.currentThread();
  }

  /** Running to idle. */
  public synchronized void leave() {
    runner = null;
  }

  /**
   * Idle to closed.
   *
   * @return whether this call did it
   * @throws IllegalStateException when it is running
   */
  public synchronized boolean close() {
    checkNotRunning("close");
    boolean first = !closed;
    closed = true;
    return first;
  }

  /** Whether some thread is inside a run. */
  public boolean isRunning() {
    return runner != null;
  }

  /** Whether it is closed. */
  public boolean isClosed() {
    return closed;
  }

  /** Whether this thread is the one inside the run. */
  public boolean isRunByCurrentThread() {
    return runner == Thread.currentThread();
  }

  /** Raises {@link EventLoopClosedException} when closed. */
  public void checkOpen() {
    if (closed) {
      throw closed();
    }
  }

  /** Raises a {@link WrongLoopThreadException} when another thread is inside the run. */
  public void checkThread() {
    Thread thread = runner;
    if (thread != null && thread != Thread.currentThread()) {
      throw new WrongLoopThreadException(
          "called from thread '%s', but the event loop runs in thread '%s'; use callSoonThreadsafe"
              .formatted(Thread.currentThread().getName(), thread.getName()));
    }
  }

  /** The exception of those who find the loop closed. */
  public static EventLoopClosedException closed() {
    return new EventLoopClosedException("the event loop is closed; use a new one");
  }

  private void checkNotRunning(String verb) {
    Thread thread = runner;
    if (thread != null) {
      throw new IllegalStateException(
          "cannot %s the event loop while it is running, in thread '%s'"
              .formatted(verb, thread.getName()));
    }
  }
}
