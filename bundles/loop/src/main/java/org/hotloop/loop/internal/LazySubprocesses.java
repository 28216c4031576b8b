package org.hotloop.loop.internal;

import org.hotloop.EventLoop;
import org.hotloop.loop.internal.subprocess.SubprocessStarter;

/** A loop's starter of children, made for the first child: most loops never have one. */
public final class LazySubprocesses implements AutoCloseable {

  private final EventLoop loop;
  private final RawReadiness descriptors;

  /** Null before the first child. Guarded by this. */
  private SubprocessStarter starter;

  /** Guarded by this. */
  private boolean closed;

  /** For {@code loop}, whose descriptors {@code descriptors} watches. */
  public LazySubprocesses(EventLoop loop, RawReadiness descriptors) {
    this.loop = loop;
    this.descriptors = descriptors;
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
      starter = new SubprocessStarter(loop, descriptors);
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
