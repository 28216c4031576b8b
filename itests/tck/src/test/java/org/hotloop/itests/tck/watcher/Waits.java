package org.hotloop.itests.tck.watcher;

import org.hotloop.child.ExitStatus;
import org.hotloop.child.Exited;
import org.hotloop.child.Signaled;

/** waitpid(2), for watchers with a wait of their own. */
final class Waits {

  static final int WNOHANG = 1;
  static final int WUNTRACED = 2;

  private Waits() {}

  /** What a status means that is one of an end; anything else is read as an exit code. */
  static ExitStatus decoded(int status) {
    int signal = status & 0x7f;
    return signal == 0 || signal == 0x7f
        ? new Exited(status >> 8 & 0xff)
        : new Signaled(signal, (status & 0x80) != 0);
  }
}
