package org.hotloop.posix.watch;

import org.hotloop.child.ChildHandler;
import org.hotloop.child.ExitStatus;

/**
 * A status that was taken from the kernel, on its way to the handler it belongs to.
 *
 * @param taker on whose loop's thread it is to be told; null where it was taken while detached
 */
record Exit(LoopAttachment taker, long pid, ExitStatus status, ChildHandler handler) {

  void deliver() {
    handler.childExited(pid, status);
  }
}
