package org.hotloop.runtime.internal.front;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.hotloop.EventLoopClosedException;

/**
 * What a front has to run: what is ready, first in first out over all threads, and timers. It is
 * the front's and no engine's, so that a move leaves it as it is. Any thread, no locks.
 */
final class Agenda {

  /** Half the range of the clock: what is farther away cannot be told from the past. */
  private static final long HORIZON_NANOS = Long.MAX_VALUE / 2;

  private static final Duration HORIZON = Duration.ofNanos(HORIZON_NANOS);

  private final Queue<Callback> inbox = new ConcurrentLinkedQueue<>();

  /** What was taken in and has not run. The running thread's only. */
  private final Deque<Callback> ready = new ArrayDeque<>();

  private final NavigableSet<Timer> timers = new ConcurrentSkipListSet<>();
  private final AtomicLong sequence = new AtomicLong();
  private volatile boolean closed;

  /** Takes a callback that is ready. */
  void add(Callback callback) {
    inbox.add(callback);
    refuseClosed();
  }

  /** When {@code delay} has passed from now on; a negative one is as zero. */
  long after(Duration delay) {
    long nanos = HORIZON_NANOS;
    if (delay.compareTo(HORIZON) < 0) {
      nanos = delay.isNegative() ? 0 : delay.toNanos();
    }
    return System.nanoTime() + nanos;
  }

  /** Takes a timer. */
  Timer add(long when, Runnable work, List<StackTraceElement> source) {
    long now = System.nanoTime();
    long within = now + Math.max(-HORIZON_NANOS, Math.min(HORIZON_NANOS, when - now));
    Timer timer = new Timer(this, within, sequence.incrementAndGet(), work, source);
    timers.add(timer);
    refuseClosed();
    return timer;
  }

  void remove(Timer timer) {
    timers.remove(timer);
  }

  /** The timer that is due first. */
  Optional<Timer> first() {
    Iterator<Timer> inOrder = timers.iterator();
    return inOrder.hasNext() ? Optional.of(inOrder.next()) : Optional.empty();
  }

  /** Whether something can run now, but for timers. The running thread's only. */
  boolean isReady() {
    return !ready.isEmpty() || !inbox.isEmpty();
  }

  /** How much there is. The running thread's only. */
  int size() {
    takeIn();
    return ready.size() + timers.size();
  }

  /**
   * Runs what is ready at this moment, then the timers that are due, one by one: what an error
   * leaves over is still there. The running thread's only.
   */
  void runBatch(Consumer<Callback> runner) {
    takeIn();
    takeDue(System.nanoTime());
    for (int left = ready.size(); left > 0; left--) {
      runner.accept(ready.removeFirst());
    }
  }

  /** Drops all and takes nothing more; while nobody runs. */
  void close() {
    closed = true;
    inbox.clear();
    ready.clear();
    timers.clear();
  }

  /** After it was added: who added it beside {@link #close()} is told, whichever came first. */
  private void refuseClosed() {
    if (closed) {
      throw new EventLoopClosedException("the event loop is closed; use a new one");
    }
  }

  private void takeIn() {
    for (Callback next = inbox.poll(); next != null; next = inbox.poll()) {
      ready.addLast(next);
    }
  }

  private void takeDue(long now) {
    for (Optional<Timer> first = first();
        first.isPresent() && first.get().isDue(now);
        first = first()) {
      // who cancels it at this moment may have been faster
      if (timers.remove(first.get())) {
        ready.addLast(first.get());
      }
    }
  }
}
