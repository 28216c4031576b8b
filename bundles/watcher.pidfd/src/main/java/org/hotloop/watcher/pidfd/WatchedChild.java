package org.hotloop.watcher.pidfd;

import java.util.function.LongConsumer;
import org.hotloop.posix.ChildState;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.WaitResult;

/**
 * A child's pidfd, and its place in the epoll, which it gets when it is armed: told of once, until
 * it is armed again. Guarded by the watch's lock, but for what the poller's thread does.
 */
final class WatchedChild implements AutoCloseable {

  private final long pid;
  private final Pidfd pidfd;
  private final Poller poller;
  private final LongConsumer onReadable;

  /** Null until it was armed. */
  private Poller.Watch watch;

  /** Whether nobody will tell of it any more, so that it has to be looked after. */
  private volatile boolean readable = true;

  /** Owns {@code pidfd}; not armed. */
  WatchedChild(long pid, Pidfd pidfd, Poller poller, LongConsumer onReadable) {
    this.pid = pid;
    this.pidfd = pidfd;
    this.poller = poller;
    this.onReadable = onReadable;
  }

  private void onReadable() {
    readable = true;
    onReadable.accept(pid);
  }

  /** Whether it is the process that it was opened for, and nobody has waited for that. */
  boolean isChild() {
    return pidfd.state() != ChildState.NO_CHILD;
  }

  WaitResult reap() {
    return pidfd.reap();
  }

  /** Whether it is not armed: the epoll has told of it, or was never asked to. */
  boolean isReadable() {
    return readable;
  }

  /**
   * Has the epoll tell, at once where it is readable already.
   *
   * @throws PosixException where it takes no more descriptors; it is as before
   */
  void arm() throws PosixException {
    // Before: the poller's thread may find it readable while this returns.
    readable = false;
    if (watch != null) {
      watch.rearm();
      return;
    }
    try {
      watch = poller.watch(pidfd.fd(), Interest.READ, this::onReadable);
    } catch (PosixException | RuntimeException e) {
      readable = true;
      throw e;
    }
  }

  @Override
  public void close() {
    // In this order: a child between vfork and exec may keep the pidfd open, and its events coming.
    if (watch != null) {
      watch.close();
    }
    pidfd.close();
  }
}
