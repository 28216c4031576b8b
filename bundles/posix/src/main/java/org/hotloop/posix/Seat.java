package org.hotloop.posix;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A loop's seat at the {@link Poller}. While no other loop has one, the loop's thread waits for the
 * descriptors itself, in place of the poller's, so that an event needs not be handed from one
 * thread to another. The poller's thread stands by: it goes on where the loop waits no more, or
 * stays away for more than a second. {@link #await} and {@link #leave} are the loop's thread's.
 */
@ProviderType
public interface Seat extends AutoCloseable {

  /**
   * Whether this is the place to wait: no other loop has a seat, and something is watched. It can
   * change at any time, which {@link #await} then says.
   */
  boolean isOffered();

  /**
   * Waits for descriptors, and calls on this thread the owners of those that are ready.
   *
   * @param timeoutNanos the longest wait, rounded up to milliseconds; with 0 only looks
   * @return false, at once, where this is not the place to wait
   */
  boolean await(long timeoutNanos);

  /** Ends the {@link #await} that goes on, or else one that follows. Any thread. */
  void wake();

  /** The loop waits elsewhere, or not at all, until its next {@link #await}. */
  void leave();

  /** Gives the seat back. Idempotent. */
  @Override
  void close();
}
