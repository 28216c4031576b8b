package org.hotloop.child;

/** Is told that a child has ended. */
@FunctionalInterface
public interface ChildHandler {

  /**
   * Called once, on the thread that the watcher names; must not block and must be thread-safe. What
   * it throws is logged and harms nobody else.
   */
  void childExited(long pid, ExitStatus status);
}
