package org.hotloop.posix;

import org.hotloop.child.ExitStatus;

/** What a wait that does not block can answer. */
public sealed interface WaitResult {

  /** The child had ended; the kernel has forgotten it now. Stops and continues are no end. */
  record Reaped(long pid, ExitStatus status) implements WaitResult {}

  /** There is such a child, and it has not ended. */
  record Running() implements WaitResult {}

  /**
   * A child has ended, but it may be that of a spawn under way, which has not told its pid yet, and
   * which waits for it itself where it fails. Nothing was taken; ask again when a spawn is over.
   * Only a wait for any child answers so.
   */
  record Held() implements WaitResult {}

  /** There is no such child: never was, or somebody else waited for it (ECHILD). */
  record NoChild() implements WaitResult {}
}
