package org.hotloop.loop.internal.sock;

import java.io.IOException;

/**
 * A system call that does not block, made again whenever its channel may be ready.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
interface Attempt<T> {

  /**
   * Makes the call, and where it succeeds gives what came of it to {@code taker}.
   *
   * @return false where the channel was not ready
   */
  boolean make(Taker<? super T> taker) throws IOException;

  /** Who waits for what comes of a call. */
  @FunctionalInterface
  interface Taker<T> {

    /** Answers false, and has not taken it, where nobody waits any more. */
    boolean take(T resultOrNull);
  }
}
