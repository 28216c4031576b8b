package org.hotloop.watcher.pidfd;

import java.util.function.LongConsumer;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Poller.Interest;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.WaitResult;

/**
 * A child's pidfd in the epoll; told of once, until it is armed again. Guarded by the watch's lock,
 * but for what the poller's thread does.
 */
final class WatchedChild implements AutoCloseable {

  private final long pid;
  private final Pidfd pidfd;
  private final LongConsumer onReadable;
  private final Poller.Watch watch;

  /** Written by the poller's thread, too. */
  private volatile boolean readable;

  /** Owns {@code pidfd} from when it returns. */
  WatchedChild(long pid, Pidfd pidfd, Poller poller, LongConsumer onReadable)
      throws PosixException {
    this.pid = pid;
    this.pidfd = pidfd;
    this.onReadable = onReadable;
    watch = poller.watch(pidfd.fd(), Interest.READ, this::onReadable);
  }

  private void onReadable() {
    readable = true;
    onReadable.accept(pid);
  }

  /** Whether it is the process that it was opened for, and nobody has waited for that. */
  boolean isChild() {
    return pidfd.isChild();
  }

  WaitResult reap() {
    return pidfd.reap();
  }

  /** Whether the epoll has told of it and will not again. */
  boolean isReadable() {
    return readable;
  }

  /** Has the epoll tell again, at once where it still is readable. */
  void rearm() {
    // Before: the poller's thread may find it readable while this returns.
    readable = false;
    watch.rearm();
  }

  @Override
  public void close() {
    // In this order: a child between vfork and exec may keep the pidfd open, and its events coming.
    watch.close();
    pidfd.close();
  }
}
