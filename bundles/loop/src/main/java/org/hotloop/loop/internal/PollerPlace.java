package org.hotloop.loop.internal;

import java.util.Optional;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Seat;

/**
 * A loop's place at the native poller, where it can sleep while it has no channels: then it waits
 * for pidfds and pipes itself, and nobody has to wake it for them. It has a {@link Seat} there as
 * long as it runs and the native layer is open, which is never opened here.
 *
 * <p>Where the loop sleeps is settled before it does: who wakes it must know. The running thread's,
 * but for {@link #wake()}.
 */
public final class PollerPlace implements AutoCloseable {

  /** How long a loop that never sleeps does without a look at its descriptors. */
  private static final long LOOK_NANOS = 100_000;

  /** Null while there is no seat. */
  private Posix posix;

  /** Null while there is none. Read by who wakes. */
  private volatile Seat seat;

  /** Whether the loop sleeps here, the next time it does. */
  private volatile boolean settled;

  private long latestLook;

  /** Takes a seat where there are any, which also tells other loops that they are not alone. */
  public void take() {
    Optional<Posix> open = Posix.ifOpen();
    if (posix != open.orElse(null)) {
      close();
      posix = open.orElse(null);
      seat = open.map(layer -> layer.poller().takeSeat()).orElse(null);
    }
  }

  /**
   * Decides on where to sleep.
   *
   * @param wanted whether the loop has nothing else to wait for
   * @return false where that is another place than before: the next sleep is there, not this one
   */
  public boolean settle(boolean wanted) {
    take();
    boolean here = wanted && seat != null && seat.isOffered();
    boolean asBefore = here == settled;
    settled = here;
    if (!here && !asBefore) {
      seat.leave();
    }
    return asBefore;
  }

  /** Whether the loop sleeps here, when it does. */
  public boolean isSettled() {
    return settled;
  }

  /** Sleeps here, and tells of what is ready. */
  public void await(long timeoutNanos) {
    if (!seat.await(timeoutNanos)) {
      settled = false;
    }
    latestLook = System.nanoTime();
  }

  /** Tells of what is ready, now and then, where the loop sleeps here but does not sleep. */
  public void look() {
    if (settled && System.nanoTime() - latestLook > LOOK_NANOS) {
      await(0);
    }
  }

  /**
   * Wakes the loop where it sleeps here. Any thread.
   *
   * @return false where it sleeps elsewhere
   */
  public boolean wake() {
    Seat taken = seat;
    boolean here = settled && taken != null;
    if (here) {
      taken.wake();
    }
    return here;
  }

  /** Gives the seat back, until another one is taken. Idempotent. */
  @Override
  public void close() {
    settled = false;
    if (seat != null) {
      seat.close();
    }
    seat = null;
    posix = null;
  }
}
