package org.hotloop.watcher.fast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.posix.Reaper;

/**
 * Children of this process whose owners wait for them in another way, and in vain once a wait for
 * any child has taken their exits. To look for them is slow, so it is done once for each loop that
 * the watcher stays with, and on that loop's executor. Any thread.
 */
final class Bystanders {

  private static final Logger LOG = System.getLogger(FastChildWatcher.class.getName());

  private final Supplier<? extends Reaper> reaper;

  /** Whose executor is to look; null when that was done or there is nothing to fear. */
  private final AtomicReference<EventLoop> pending = new AtomicReference<>();

  Bystanders(Supplier<? extends Reaper> reaper) {
    this.reaper = reaper;
  }

  /** The watcher was attached, or detached with null. */
  void attached(EventLoop loopOrNull) {
    pending.set(loopOrNull);
  }

  /** It is still attached after a while: warns of those that are there now, the first time. */
  void lookOnce() {
    EventLoop loop = pending.getAndSet(null);
    if (loop != null) {
      loop.runInExecutor(null, Executors.callable(this::look));
    }
  }

  private void look() {
    try {
      List<Long> found = reaper.get().strangers();
      if (!found.isEmpty()) {
        warn(found);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Cannot see which children others have started", e);
    }
  }

  private static void warn(List<Long> pids) {
    LOG.log(
        Level.WARNING,
        "Child processes that others have started, such as ProcessBuilder, are alive: pids {0}."
            + " This watcher takes their exits, and their owners are told a wrong one or none;"
            + " name another watcher where anything else in this process starts programs",
        pids);
  }
}
