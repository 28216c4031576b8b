package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One epoll and one thread for all raw descriptors, since a {@link java.nio.channels.Selector} can
 * hold neither pidfds nor pipes that go to children. The thread exists while descriptors are
 * watched; the only loop that has a {@link Seat} waits in its place.
 */
@ProviderType
public interface Poller {

  /** For what to wait. An error or a hang-up is readiness for both. */
  enum Interest {
    /** It can be read. */
    READ,
    /** It can be written. */
    WRITE
  }

  /**
   * Calls {@code onReady} on the poller's thread, or on that of a loop with a {@link Seat}, when
   * {@code fd} is ready: once, then again after each {@link Watch#rearm()}. It must not block nor
   * throw. Begins armed. A descriptor can have one watch of each interest.
   *
   * @throws IllegalStateException when there is such a watch already, or the layer was shut
   * @throws PosixException EBADF for a descriptor that is not open, EPERM for one that is always
   *     ready (a regular file), ENOSPC, ENOMEM
   */
  Watch watch(int fd, Interest interest, Runnable onReady) throws PosixException;

  /**
   * A seat for a loop that is about to wait, and whose thread may wait for the descriptors, too.
   */
  Seat takeSeat();

  /** A watched descriptor. Any thread. */
  interface Watch extends AutoCloseable {

    /**
     * Waits for the next readiness; at once where it still is ready. No effect when closed.
     *
     * @throws java.io.UncheckedIOException when the descriptor was closed under the watch
     */
    void rearm();

    /**
     * Stops watching; {@code onReady} does not begin after this returns, unless it was begun. Call
     * it before the descriptor is closed: a child between vfork and exec may hold it open, and a
     * mere close would leave stale events. Idempotent.
     */
    @Override
    void close();
  }
}
