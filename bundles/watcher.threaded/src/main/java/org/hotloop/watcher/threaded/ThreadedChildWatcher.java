package org.hotloop.watcher.threaded;

import java.util.Objects;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.child.ChildHandler;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Unknown;
import org.hotloop.posix.ExitWaits;
import org.hotloop.posix.Posix;
import org.hotloop.posix.Reaper;
import org.hotloop.posix.watch.ChildWatch;

/**
 * asyncio's {@code ThreadedChildWatcher}: for each child a thread that is blocked in a wait.
 *
 * <table>
 *   <caption>What it costs</caption>
 *   <tr><th>An exit</th><td>three system calls and a thread's wake-up, however many children are
 *       alive, O(1)</td></tr>
 *   <tr><th>A child</th><td>a thread with a small stack: about 0.1 ms to start, and some 50 KiB
 *       while the child lives</td></tr>
 *   <tr><th>Side effects</th><td>none but the threads; one real-time signal is given a handler that
 *       does nothing, for the life of the process</td></tr>
 *   <tr><th>Platform</th><td>wherever {@link Posix} works, with neither SIGCHLD nor pidfds</td></tr>
 *   <tr><th>Choose it</th><td>where something else in the process takes SIGCHLD for itself, there
 *       are no pidfds, and children are few</td></tr>
 * </table>
 *
 * <p>The thread's wait takes no status. It tells the loop, and the loop takes it. So the threads
 * wait on while the watcher is detached, and a swap finds each status where it was. A thread ends
 * with its child, or when the handler is removed, or with {@link #close()}.
 *
 * <p>There are at most as many threads as the maximum says, {@value #DEFAULT_MAXIMUM_THREADS} by
 * default. A child that gets none, be it for that or because the system gives none, is polled twice
 * a second until there is one; a warning says so once, when it begins.
 *
 * <p>A handler that was registered in a callback of a loop is called on that loop. Where it is
 * closed when the child ends, a warning says so and the handler is not called; the child is reaped.
 * Any other handler, and one that is a {@link org.hotloop.spi.RetainedChildHandler}, is called on
 * the thread of the loop that the watcher is attached to. An exit whose status somebody else took
 * is logged with the pid and told as {@link Unknown}, returncode 255.
 *
 * <p>Any thread may call any method. Subclasses that override a method keep its contract.
 */
public class ThreadedChildWatcher implements ChildWatcher {

  /** How many threads wait at most where nobody says otherwise. */
  public static final int DEFAULT_MAXIMUM_THREADS = 1_000;

  private final WaitingThreads threads;
  private final ChildWatch watch;

  /** Watches this process's children; the native layer is loaded with the first one. */
  public ThreadedChildWatcher() {
    this(DEFAULT_MAXIMUM_THREADS);
  }

  /**
   * As {@link #ThreadedChildWatcher()}, with another maximum.
   *
   * @throws IllegalArgumentException when {@code maximumThreads} is less than 1
   */
  public ThreadedChildWatcher(int maximumThreads) {
    this(() -> Posix.get().children(), () -> Posix.get().exitWaits(), maximumThreads);
  }

  /** With another kernel, for tests, or with one that was injected. */
  protected ThreadedChildWatcher(Reaper reaper, ExitWaits waits, int maximumThreads) {
    this(() -> reaper, () -> waits, maximumThreads);
    Objects.requireNonNull(reaper, "reaper");
    Objects.requireNonNull(waits, "waits");
  }

  private ThreadedChildWatcher(
      Supplier<? extends Reaper> reaper, Supplier<? extends ExitWaits> waits, int maximumThreads) {
    threads = new WaitingThreads(waits, maximumThreads, this::checkSoon);
    watch = new ChildWatch(ThreadedChildWatcher.class, new ThreadPerChild(reaper, threads));
  }

  @Override
  public void addChildHandler(long pid, ChildHandler handler) {
    watch.addChildHandler(pid, RegisteringLoop.of(handler));
    threads.supply(); // not under the watch's lock, since a thread's start takes its time
  }

  @Override
  public boolean removeChildHandler(long pid) {
    boolean removed = watch.removeChildHandler(pid);
    if (removed) {
      checkSoon(pid); // after that turn a tick looks whether the thread has left
    }
    return removed;
  }

  @Override
  public void attachLoop(EventLoop loopOrNull) {
    watch.attachLoop(loopOrNull);
  }

  @Override
  public boolean isActive() {
    return watch.isActive();
  }

  /** {@inheritDoc} When it returns its threads have ended, though their children may live on. */
  @Override
  public void close() {
    watch.close();
    threads.awaitNone();
  }

  /** How many threads there are; each waits, or is about to end. */
  public int waitingThreads() {
    return threads.waiting();
  }

  /** How many children have no thread now, and are polled. */
  public int polledChildren() {
    return threads.unserved();
  }

  /**
   * Changes the maximum. What is there stays: with a smaller one, threads that end are not replaced
   * until there are fewer.
   *
   * @throws IllegalArgumentException when {@code threads} is less than 1; nothing changes then
   */
  public void setMaximumThreads(int threads) {
    this.threads.setMaximum(threads);
  }

  /** With how many threads wait, and how many children have none. */
  @Override
  public String toString() {
    return "%s (%s)".formatted(getClass().getSimpleName(), threads);
  }

  private void checkSoon(long pid) {
    watch.checkSoon(pid);
  }
}
