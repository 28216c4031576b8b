package org.hotloop.watcher.pidfd;

import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Unknown;
import org.hotloop.posix.Pidfds;
import org.hotloop.posix.Poller;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.watch.ChildWatch;

/**
 * asyncio's {@code PidfdChildWatcher}: a descriptor for each of its children, all of them in one
 * epoll.
 *
 * <table>
 *   <caption>What it costs</caption>
 *   <tr><th>An exit</th><td>one system call, however many children are alive, O(1)</td></tr>
 *   <tr><th>Side effects</th><td>none: no signal handler, and it never waits for a process that it
 *       was not given. One descriptor for each child alive, and a thread that all watchers of
 *       descriptors share</td></tr>
 *   <tr><th>Platform</th><td>Linux 5.4, and a container that allows {@code pidfd_open}; see {@link
 *       Pidfds#watchImpediment}</td></tr>
 *   <tr><th>Choose it</th><td>wherever it works</td></tr>
 * </table>
 *
 * <p>A child for which there is no descriptor to be had is polled twice a second, until there is
 * one; the others do not notice. So is one that has ended but is its tracer's to wait for first.
 *
 * <p>Handlers are called on the thread of the loop it is attached to. An exit whose status somebody
 * else took is logged with the pid and told as {@link Unknown}, returncode 255; never is it mixed
 * up with that of another child that has the pid by then.
 *
 * <p>Any thread may call any method. Subclasses that override a method keep its contract.
 */
public class PidfdChildWatcher implements ChildWatcher {

  private final Supplier<Kernel> kernel;
  private final ChildWatch watch;

  /** Watches this process's children; the native layer is loaded with the first attachment. */
  public PidfdChildWatcher() {
    this(() -> Kernel.of(Posix.get()));
  }

  /** With another kernel, for tests, or with one that was injected. */
  protected PidfdChildWatcher(Reaper reaper, Pidfds pidfds, Poller poller) {
    this(constantly(new Kernel(reaper, pidfds, poller)));
  }

  private PidfdChildWatcher(Supplier<Kernel> kernel) {
    this.kernel = kernel;
    watch = new ChildWatch(PidfdChildWatcher.class, new WaitByPidfd(kernel, this::checkSoon));
  }

  private static Supplier<Kernel> constantly(Kernel kernel) {
    return () -> kernel;
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    watch.addChildHandler(pid, handler);
  }

  @Override
  public boolean removeChildHandler(long pid) {
    return watch.removeChildHandler(pid);
  }

  /**
   * {@inheritDoc}
   *
   * @throws PosixUnavailableException where children cannot be watched by pidfds; it says why, and
   *     the watcher stays as it was
   */
  @Override
  public void attachLoop(EventLoop loopOrNull) {
    if (loopOrNull != null) {
      requirePidfds();
    }
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

  private void requirePidfds() {
    kernel
        .get()
        .pidfds()
        .watchImpediment()
        .ifPresent(
            reason -> {
              throw new PosixUnavailableException(
                  "Children cannot be watched by pidfds here: " + reason, null);
            });
  }

  private void checkSoon(long pid) {
    watch.checkSoon(pid);
  }
}
