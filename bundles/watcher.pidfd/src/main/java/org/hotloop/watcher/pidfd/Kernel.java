package org.hotloop.watcher.pidfd;

import java.util.Objects;
import org.hotloop.posix.Pidfds;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;

/** What this watcher needs of the operating system. */
record Kernel(Reaper reaper, Pidfds pidfds, Poller poller) {

  Kernel {
    Objects.requireNonNull(reaper, "reaper");
    Objects.requireNonNull(pidfds, "pidfds");
    Objects.requireNonNull(poller, "poller");
  }

  /** That of the native layer. */
  static Kernel of(Posix posix) {
    return new Kernel(posix.children(), posix.pidfds(), posix.poller());
  }
}
