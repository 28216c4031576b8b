package org.hotloop.watcher.threaded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.hotloop.posix.ExitWait;

/**
 * One child's thread. It keeps nothing of whoever registered the child: no context class loader, no
 * inherited thread locals, no access control context, and no handler.
 */
final class WaitingThread {

  private static final Logger LOG = System.getLogger(ThreadedChildWatcher.class.getName());

  /**
   * Address space only: what is never touched costs no memory. Half of it is enough for the wait,
   * and for telling the loop of its end; a log that is told of a failure may need more. The JVM
   * keeps about 100 KiB of it for itself.
   */
  private static final long STACK_BYTES = 256 * 1024;

  private final long pid;
  private final ExitWait wait;
  private final WaitingThreads threads;
  private final Thread thread;

  /** A thread that is not started. */
  WaitingThread(long pid, ExitWait wait, WaitingThreads threads) {
    this.pid = pid;
    this.wait = wait;
    this.threads = threads;
    thread = unpinned("hotloop-threaded-" + pid, this::run);
  }

  long pid() {
    return pid;
  }

  /**
   * Starts the thread.
   *
   * @throws OutOfMemoryError when the system has none to give
   */
  void start() {
    thread.start();
  }

  /** Ends the wait. To be repeated while the thread is there: see {@link ExitWait#end}. */
  void end() {
    wait.end();
  }

  private void run() {
    try {
      boolean ask = await();
      threads.over(this);
      if (ask) {
        threads.tellEnded(pid);
      }
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The loop could not be told of child process pid " + pid, e);
    } finally {
      threads.gone(this);
    }
  }

  /** Whether the child is to be asked about, as it also is where the wait fails. */
  private boolean await() {
    try {
      return wait.await();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The wait for child process pid " + pid + " failed", e);
      return true;
    }
  }

  @SuppressWarnings("removal") // of doPrivileged, with which goes what it is needed for here
  private static Thread unpinned(String name, Runnable work) {
    PrivilegedAction<Thread> making = () -> new Thread(null, work, name, STACK_BYTES, false);
    Thread thread = AccessController.doPrivileged(making);
    thread.setDaemon(true);
    thread.setContextClassLoader(WaitingThread.class.getClassLoader());
    return thread;
  }
}
