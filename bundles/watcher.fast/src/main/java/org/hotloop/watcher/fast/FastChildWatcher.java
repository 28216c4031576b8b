package org.hotloop.watcher.fast;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.ExitStatus;
import org.hotloop.child.ForkGuard;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.watch.ChildWatch;

/**
 * asyncio's {@code FastChildWatcher}: on SIGCHLD it waits for any child, until nothing is left.
 *
 * <table>
 *   <caption>What it costs</caption>
 *   <tr><th>An exit</th><td>one system call, however many children are alive, O(1)</td></tr>
 *   <tr><th>Side effects</th><td>takes the exits of every other spawner in this process: a {@link
 *       ProcessBuilder}'s child that exited 7 is reported to its owner as 0</td></tr>
 *   <tr><th>Platform</th><td>wherever {@link Posix} works</td></tr>
 *   <tr><th>Choose it</th><td>with thousands of short-lived children where no pidfds are to be had,
 *       and only where nothing else in the process spawns</td></tr>
 * </table>
 *
 * <p>Since it waits for any child, it could take the status of one that is spawned but not yet
 * registered. So registrations are made inside its {@link #enter() guard}: while one is open, the
 * statuses of unknown children are kept for those who register; when the last is closed, what
 * nobody asked for is logged and dropped.
 *
 * <p>Handlers are called on the thread of the loop it is attached to. A handler whose child's
 * status somebody else took is never called, since a wait for any child cannot tell; a warning
 * names the pid once this process has no child left. It stays registered: after a swap to a watcher
 * that asks for each pid, it is told {@link org.hotloop.child.Unknown}. A SIGCHLD handler that
 * somebody else resets is noticed within half a second and put back.
 *
 * <p>Any thread may call any method. Subclasses that override a method keep its contract.
 */
public class FastChildWatcher implements ChildWatcher {

  private static final Logger LOG = System.getLogger(FastChildWatcher.class.getName());

  private final Strangers strangers = new Strangers();
  private final ChildWatch watch;

  /** Watches this process's children; the native layer is loaded with the first one. */
  public FastChildWatcher() {
    this(() -> Posix.get().children());
  }

  /** With another kernel, for tests, or with one that was injected. */
  protected FastChildWatcher(Reaper reaper) {
    this(() -> reaper);
    Objects.requireNonNull(reaper, "reaper");
  }

  private FastChildWatcher(Supplier<? extends Reaper> reaper) {
    watch = new ChildWatch(FastChildWatcher.class, new WaitForAny(reaper, strangers));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException also outside a {@link #enter() guard}: the child's status could
   *     have been taken for a stranger's already
   */
  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    watch.addChildHandler(pid, handler);
  }

  @Override
  public boolean removeChildHandler(long pid) {
    return watch.removeChildHandler(pid);
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    watch.attachLoop(loopOrNull);
  }

  @Override
  public boolean isActive() {
    return watch.isActive();
  }

  @Override
  public void close() {
    watch.close();
  }

  /**
   * Keeps the statuses of children that are not registered yet. Guards nest, and are counted across
   * threads: a status is kept while any is open.
   */
  @Override
  public ForkGuard enter() {
    watch.underLock(registrations -> strangers.enter());
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        leave();
      }
    };
  }

  private void leave() {
    Map<Long, ExitStatus> dropped = watch.underLock(registrations -> strangers.leave());
    if (watch.underLock(registrations -> strangers.takeHeld())) {
      watch.sweepSoon(); // the spawn that it was left for may have been this guard's
    }
    if (!dropped.isEmpty()) {
      LOG.log(Level.WARNING, "Dropped the exits of unknown child processes: {0}", dropped);
    }
  }
}
