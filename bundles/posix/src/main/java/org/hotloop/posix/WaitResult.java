package org.hotloop.posix;

import org.hotloop.child.ExitStatus;

/** What a wait that does not block can answer. */
public sealed interface WaitResult {

  /** The child had ended; the kernel has forgotten it now. Stops and continues are no end. */
  record Reaped(long pid, ExitStatus status) implements WaitResult {}

  /** There is such a child, and it has not ended. */
  record Running() implements WaitResult {}

  /** There is no such child: never was, or somebody else waited for it (ECHILD). */
  record NoChild() implements WaitResult {}
}
