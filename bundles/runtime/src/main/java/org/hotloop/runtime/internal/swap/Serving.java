package org.hotloop.runtime.internal.swap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ForkGuard;

/**
 * The provider that watches for us, as the table talks to it. A provider is foreign: one that
 * throws where its contract knows no failure is taken to hold nothing, which is safe, since a
 * registration is delivered once whoever delivers it.
 *
 * @param name its name, for people
 * @param watcher the provider's object
 */
record Serving(String name, ChildWatcher watcher) {

  private static final Logger LOG = System.getLogger(Serving.class.getName());

  /** Attaches it. What it throws goes to the caller, as with all methods that don't say else. */
  void attach(EventLoop loop) {
    watcher.attachLoop(loop);
  }

  /**
   * Detaches it; afterwards it waits for no child.
   *
   * @return false when it failed: it was closed by somebody else, say, and has dropped its
   *     handlers, so that nothing it says of them can be trusted
   */
  boolean detach() {
    try {
      watcher.attachLoop(null);
      return true;
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, () -> "watcher %s failed when detached".formatted(name), failure);
      return false;
    }
  }

  /**
   * Whether nobody but us has {@code registration} now; false when this provider has its exit and
   * delivers it.
   */
  boolean giveBack(Registration registration) {
    if (registration.isHeld() && !removed(registration.pid())) {
      return false;
    }
    registration.held(false);
    return true;
  }

  private boolean removed(long pid) {
    try {
      return watcher.removeChildHandler(pid);
    } catch (RuntimeException | Error failure) {
      LOG.log(
          Level.WARNING,
          () -> "watcher %s failed to give pid %d back; taken from it".formatted(name, pid),
          failure);
      return true;
    }
  }

  /** Registers within its guard, outside of which some accept nothing. */
  @SuppressWarnings("try") // the guard is there to be closed
  void register(Registration registration) {
    try (ForkGuard guard = watcher.enter()) {
      add(registration);
    }
  }

  /** Registers; its guard is held. */
  void add(Registration registration) {
    watcher.addChildHandler(registration.pid(), registration);
    registration.held(true);
  }
}
