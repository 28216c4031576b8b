package org.hotloop.posix.watch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.hotloop.EventLoopClosedException;
import org.hotloop.child.Unknown;

/** What a watch tells the operator, in the name of its watcher. */
final class Warnings {

  private final Logger log;

  Warnings(Class<?> watcher) {
    log = System.getLogger(watcher.getName());
  }

  void unknown(long pid, Unknown status) {
    log.log(
        Level.WARNING,
        "The exit status of child process pid {0} is unknown: {1}. Reporting returncode {2}",
        Long.toString(pid),
        status.reason(),
        status.returncode());
  }

  void detachedWith(long pending) {
    if (pending > 0) {
      log.log(
          Level.WARNING,
          "The loop is detached from the child watcher with {0} pending handlers;"
              + " they are called after the next attach",
          pending);
    }
  }

  void abandoned(List<Long> pids) {
    if (!pids.isEmpty()) {
      log.log(
          Level.WARNING,
          "The child watcher is closed with pending handlers of child process pids {0}; they are"
              + " not called, and the children will be zombies until somebody else waits for them",
          pids);
    }
  }

  void loopIsClosed(String what, EventLoopClosedException cause) {
    log.log(Level.WARNING, what + " not looked after before the next attach", cause);
  }
}
