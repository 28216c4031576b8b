package org.hotloop.watcher.threaded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.hotloop.posix.ExitWaits;
import org.hotloop.posix.PosixUnavailableException;

/**
 * Which children have a thread, which have none yet, and which threads are on their way out. A
 * child that is looked after is <em>waited for</em> by a thread, or <em>unserved</em>; there are
 * never more threads than the maximum, those on their way out included.
 *
 * <p>Any thread. The monitor guards all of it and is taken last: nothing is called under it but
 * {@link WaitingThread#end()}.
 */
final class WaitingThreads {

  private static final Logger LOG = System.getLogger(ThreadedChildWatcher.class.getName());

  /** So many are started at once, since it may be a loop's thread that starts them. */
  private static final int BATCH = 64;

  /** A signal that ends a wait can come a moment too early; this long later comes the next. */
  private static final long REPEAT_MILLIS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supplier<? extends ExitWaits> waits;
  private final LongConsumer ended;

  private final Map<Long, WaitingThread> waiting = new HashMap<>();
  private final Set<Long> unserved = new LinkedHashSet<>();
  private final Set<WaitingThread> alive = new HashSet<>();

  /** Of those alive. */
  private final Set<WaitingThread> ending = new HashSet<>();

  private int maximum;

  /** Whether children went without since all were served last; a warning has said so. */
  private boolean scarce;

  /**
   * @param ended is told on a child's thread that it is to be asked about
   */
  WaitingThreads(Supplier<? extends ExitWaits> waits, int maximum, LongConsumer ended) {
    this.waits = waits;
    this.ended = ended;
    setMaximum(maximum);
  }

  /**
   * Threads that are there stay.
   *
   * @throws IllegalArgumentException when there could be none
   */
  synchronized void setMaximum(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "The maximum of waiting threads is at least 1, not " + threads);
    }
    maximum = threads;
  }

  /** A child is to be looked after, by its thread where it has one. */
  synchronized void lookAfter(long pid) {
    if (!waiting.containsKey(pid)) {
      unserved.add(pid);
    }
  }

  /** A child is not to be looked after any more; its thread is on its way out. */
  synchronized void release(long pid) {
    unserved.remove(pid);
    WaitingThread thread = waiting.remove(pid);
    if (thread != null) {
      ending.add(thread);
      thread.end();
    }
  }

  /** Starts threads for unserved children, unless some are short already: then a retry will. */
  void supply() {
    if (!isScarce()) {
      retry();
    }
  }

  /** Starts threads for unserved children, as far as they are to be had now. */
  void retry() {
    try {
      for (int started = 0; started < BATCH; started++) {
        Optional<WaitingThread> next = next();
        if (next.isEmpty()) {
          return;
        }
        start(next.get());
      }
    } catch (PosixUnavailableException | OutOfMemoryError e) {
      scarce(e.getMessage());
    }
  }

  private void start(WaitingThread thread) {
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        failed(thread);
      }
    }
  }

  /** The thread of the child that has gone without for the longest time. */
  private Optional<WaitingThread> next() {
    boolean full;
    synchronized (this) {
      Iterator<Long> pids = unserved.iterator();
      if (!pids.hasNext()) {
        scarce = false;
        return Optional.empty();
      }
      full = alive.size() >= maximum;
      if (!full) {
        return Optional.of(make(pids));
      }
    }
    scarce("there are " + maximum + ", the maximum");
    return Optional.empty();
  }

  private WaitingThread make(Iterator<Long> pids) {
    long pid = pids.next();
    WaitingThread thread = new WaitingThread(pid, waits.get().of(pid), this);
    pids.remove();
    waiting.put(pid, thread);
    alive.add(thread);
    return thread;
  }

  private synchronized void failed(WaitingThread thread) {
    if (waiting.remove(thread.pid(), thread)) {
      unserved.add(thread.pid());
    }
    gone(thread);
  }

  private void scarce(String reason) {
    boolean before;
    synchronized (this) {
      before = scarce;
      scarce = true;
    }
    if (!before) {
      LOG.log(
          Level.WARNING,
          "No more threads to wait for child processes: {0}. Children without a thread are polled"
              + " twice a second, and get one when there is one; none is lost. {1}",
          reason,
          this);
    }
  }

  private synchronized boolean isScarce() {
    return scarce;
  }

  /** The thread's wait is over. */
  synchronized void over(WaitingThread thread) {
    waiting.remove(thread.pid(), thread);
  }

  /** A child is to be asked about. */
  void tellEnded(long pid) {
    ended.accept(pid);
  }

  /** The thread is not there any more. */
  synchronized void gone(WaitingThread thread) {
    alive.remove(thread);
    ending.remove(thread);
    notifyAll();
  }

  /** Whether a thread waits for the child, or is about to. */
  synchronized boolean isWaitedFor(long pid) {
    return waiting.containsKey(pid);
  }

  /** Whether a child goes without a thread, or a thread may have missed its signal. */
  synchronized boolean isAnythingLeft() {
    return !unserved.isEmpty() || !ending.isEmpty();
  }

  /** Signals once more those that are on their way out. */
  synchronized void endAgain() {
    ending.forEach(WaitingThread::end);
  }

  synchronized int waiting() {
    return alive.size();
  }

  synchronized int unserved() {
    return unserved.size();
  }

  /** Waits until the threads are gone, which are all on their way out; not for ever. */
  void awaitNone() {
    boolean interrupted = false;
    long begun = System.nanoTime();
    synchronized (this) {
      while (!alive.isEmpty() && System.nanoTime() - begun < PATIENCE.toNanos()) {
        endAgain();
        try {
          wait(REPEAT_MILLIS);
        } catch (InterruptedException e) {
          interrupted = true; // threads that are left would pin the bundle's class loader
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waiting() > 0) {
      LOG.log(Level.WARNING, "The child watcher is closed, and threads are left. {0}", this);
    }
  }

  @Override
  public synchronized String toString() {
    return "Waiting threads: %d of %d; children without one: %d"
        .formatted(alive.size(), maximum, unserved.size());
  }
}
