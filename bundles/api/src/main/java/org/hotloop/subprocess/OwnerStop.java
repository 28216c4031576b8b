package org.hotloop.subprocess;

/** What becomes of a child when the bundle that started it lets go of {@link Subprocesses}. */
public enum OwnerStop {
  /** It is killed, and reaped. */
  KILL,
  /** It lives on, and is reaped when it ends. */
  LEAVE
}
