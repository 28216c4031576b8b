package org.hotloop.subprocess;

/**
 * What becomes of a child when the bundle that started it lets go of {@link Subprocesses}, or its
 * event loop is closed.
 */
public enum OwnerStop {
  /** It is killed, and reaped. */
  KILL,
  /**
   * It lives on, and is reaped when it ends. What it writes to pipes is read and dropped meanwhile,
   * so that it does not stop at a full one; a loop that is closed closes them.
   */
  LEAVE
}
