package org.hotloop.runtime.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.child.ChildWatcher;

/** Closes what was set by hand and has been replaced. */
final class Closing {

  private static final Logger LOG = System.getLogger(Closing.class.getName());

  private Closing() {}

  static void close(ChildWatcher watcher) {
    try {
      watcher.close();
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () -> "watcher %s failed when closed".formatted(watcher.getClass().getName()),
          failure);
    }
  }
}
