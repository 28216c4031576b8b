package org.hotloop.watcher.safe;

import java.util.Objects;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Unknown;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.WaitResult;
import org.hotloop.posix.WaitResult.NoChild;
import org.hotloop.posix.WaitResult.Reaped;
import org.hotloop.posix.watch.ChildWatch;
import org.hotloop.posix.watch.Registrations;
import org.hotloop.posix.watch.Turn;
import org.hotloop.posix.watch.WaitStrategy;

/**
 * asyncio's {@code SafeChildWatcher}: on SIGCHLD it polls each of its children, and no other.
 *
 * <table>
 *   <caption>What it costs</caption>
 *   <tr><th>An exit</th><td>one system call for each child alive, O(n)</td></tr>
 *   <tr><th>Side effects</th><td>none: it never waits for a process that it was not given, so {@link
 *       ProcessBuilder} and every other spawner keep their exits</td></tr>
 *   <tr><th>Platform</th><td>wherever {@link Posix} works</td></tr>
 *   <tr><th>Choose it</th><td>by default; with thousands of children alive, one that is O(1)</td></tr>
 * </table>
 *
 * <p>Handlers are called on the thread of the loop it is attached to. An exit whose status somebody
 * else took is logged with the pid and told as {@link Unknown}, returncode 255. A SIGCHLD handler
 * that somebody else resets is noticed within half a second and put back.
 *
 * <p>Any thread may call any method. Subclasses that override a method keep its contract.
 */
public class SafeChildWatcher implements ChildWatcher {

  private final ChildWatch watch = new ChildWatch(SafeChildWatcher.class, new Polling());
  private final Supplier<? extends Reaper> reaper;

  /** Watches this process's children; the native layer is loaded with the first one. */
  public SafeChildWatcher() {
    this(() -> Posix.get().children());
  }

  /** With another kernel, for tests, or with one that was injected. */
  protected SafeChildWatcher(Reaper reaper) {
    this(() -> reaper);
    Objects.requireNonNull(reaper, "reaper");
  }

  private SafeChildWatcher(Supplier<? extends Reaper> reaper) {
    this.reaper = reaper;
  }

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

  /** One {@code waitpid(pid, WNOHANG)} for each pid: the O(n) of this watcher. */
  private final class Polling implements WaitStrategy {

    @Override
    public boolean listensToSigchld() {
      return true;
    }

    @Override
    public boolean admit(long pid, ChildHandler handler, Registrations registrations) {
      boolean child = reaper.get().isChild(pid);
      if (child) {
        registrations.await(pid, handler);
      }
      return child;
    }

    @Override
    public void check(long pid, Turn turn) {
      turn.step(registrations -> poll(pid, registrations));
    }

    @Override
    public void sweep(Turn turn) {
      turn.awaitedPids().forEach(pid -> check(pid, turn));
    }

    private boolean poll(long pid, Registrations registrations) {
      // Removed since the turn began: the status is somebody else's to take.
      if (!registrations.isAwaited(pid)) {
        return false;
      }
      WaitResult result = reaper.get().reap(pid);
      if (result instanceof Reaped reaped) {
        return registrations.deliver(pid, reaped.status());
      }
      return result instanceof NoChild && registrations.deliver(pid, stolen());
    }

    private Unknown stolen() {
      return new Unknown(
          "somebody else in this process waited for it, such as a FastChildWatcher"
              + " or native code with a wait(-1), or SIGCHLD is ignored");
    }
  }
}
