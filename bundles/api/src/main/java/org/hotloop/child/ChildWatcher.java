package org.hotloop.child;

import org.hotloop.EventLoop;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * asyncio's child watcher: tells when a child process has exited, and how.
 *
 * <p><b>Use.</b> A child may end before its handler is registered. Spawn and register inside one
 * guard, so that no strategy and no swap comes between the two:
 *
 * <pre>{@code
 * try (ForkGuard guard = watcher.enter()) {
 *   long pid = spawn();
 *   watcher.addChildHandler(pid, handler);
 * }
 * }</pre>
 *
 * <p><b>Threads.</b> All methods may be called from any thread, also from inside a handler, and
 * none waits for a child. Handlers run on the thread that the implementation names, never inside
 * {@link #addChildHandler}, once, and with no lock of the watcher held.
 *
 * <p><b>Truth.</b> The kernel keeps an exit until somebody waits for it. A watcher that is not
 * attached waits for nothing; it learns of the exits it missed when it is attached again.
 *
 * <p>As a service, register it with {@link org.hotloop.annotation.HotloopWatcher}; the runtime
 * attaches, detaches and closes it.
 */
@ConsumerType
public interface ChildWatcher extends AutoCloseable {

  /**
   * Calls {@code handler} once when the child ends; at once when it has ended already. Another
   * handler for the same child replaces the first, which is then not called.
   *
   * @param pid a child of this process that nobody has waited for
   * @throws NoSuchChildException when {@code pid} is not positive, out of range, this process
   *     itself, or not our child; nothing is registered
   * @throws IllegalStateException when the watcher is closed or not attached
   */
  void addChildHandler(long pid, ChildHandler handler);

  /**
   * Removes the handler of {@code pid}.
   *
   * @return true when it was removed and will not be called; false when there was none, or the exit
   *     is on its way to it
   */
  boolean removeChildHandler(long pid);

  /**
   * Detaches from the loop before, if any, and attaches to {@code loopOrNull}. Handlers stay
   * registered. When this returns, the watcher waits for no child on behalf of the old loop any
   * more; an exit that it already holds is still delivered.
   *
   * @param loopOrNull null only detaches; a warning is logged when handlers are pending
   * @throws IllegalStateException when the watcher is closed
   */
  void attachLoop(EventLoop loopOrNull);

  /** Whether it is attached to a running loop, so that exits are noticed. */
  boolean isActive();

  /**
   * Drops the handlers and gives back descriptors, threads and signal handlers. Idempotent. A child
   * that is still watched will be a zombie when it ends, as long as nobody else waits for it: close
   * the loops that started children first.
   */
  @Override
  void close();

  /**
   * asyncio's {@code with watcher:} around a spawn and its registration. Guards nest. The default
   * guards nothing, since most strategies wait only for the pids they were given.
   */
  default ForkGuard enter() {
    return () -> {};
  }
}
