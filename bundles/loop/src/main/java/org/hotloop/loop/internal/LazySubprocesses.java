package org.hotloop.loop.internal;

import org.hotloop.EventLoop;
import org.hotloop.loop.internal.subprocess.SubprocessStarter;

/** A loop's starter of children, made for the first child: most loops never have one. */
public final class LazySubprocesses implements AutoCloseable {

  private final EventLoop loop;

  /** Null before the first child. Guarded by this. */
  private SubprocessStarter starter;

  /** Guarded by this. */
  private boolean closed;

  /** For {@code loop}. */
  public LazySubprocesses(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * The starter. Any thread.
   *
   * @throws org.hotloop.EventLoopClosedException when closed
   */
  public synchronized SubprocessStarter get() {
    if (closed) {
      throw Lifecycle.closed();
    }
    if (starter == null) {
      starter = new SubprocessStarter(loop);
    }
    return starter;
  }

  /** Closes the starter, if there is one. Idempotent. */
  @Override
  public void close() {
    SubprocessStarter present = closedStarter();
    if (present != null) {
      present.close();
    }
  }

  private synchronized SubprocessStarter closedStarter() {
    closed = true;
    return starter;
  }
}
