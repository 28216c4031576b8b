package org.hotloop.runtime.internal.front;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.hotloop.EventLoopClosedException;
import org.hotloop.spi.schedule.Deadlines;
import org.hotloop.spi.schedule.ReadyQueue;
import org.hotloop.spi.schedule.TimerQueue;

/**
 * What a front has to run: what is ready, first in first out over all threads, and timers. It is
 * the front's and no engine's, so that a move leaves it as it is.
 */
final class Agenda {

  private final ReadyQueue<Callback> ready = new ReadyQueue<>();
  private final TimerQueue<Timer> timers = new TimerQueue<>();
  private final Deadlines deadlines = new Deadlines(System::nanoTime);

  /** Takes a callback that is ready. The running thread only. */
  void add(Callback callback) {
    ready.add(callback);
  }

  /** As {@link #add}. Any thread. */
  void post(Callback callback) {
    refuseClosed(ready.post(callback));
  }

  /** When {@code delay} has passed from now on; a negative one is as zero. Any thread. */
  long after(Duration delay) {
    return deadlines.after(delay);
  }

  /** Takes a timer. Any thread. */
  Timer add(long when, Runnable work, List<StackTraceElement> source) {
    Timer timer = new Timer(timers, deadlines.within(when), work, source);
    refuseClosed(timers.add(timer));
    return timer;
  }

  /** Whether none is due before {@code timer}. Any thread. */
  boolean isFirst(Timer timer) {
    return timer.when() - timers.earliest() <= 0;
  }

  /** Until when no timer is due; empty where there is none. Any thread. */
  OptionalLong nextTime() {
    return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.earliest());
  }

  /** Whether something can run now, but for timers. The running thread's only. */
  boolean isReady() {
    return !ready.isEmpty();
  }

  /** How much there is. The running thread's only. */
  int size() {
    return ready.size() + timers.size();
  }

  /**
   * Runs what is ready at this moment, then the timers that are due, one by one: what an error
   * leaves over is still there. The running thread's only.
   *
   * @return how much
   */
  int runBatch(Consumer<Callback> runner) {
    if (!timers.isEmpty()) {
      timers.takeDue(System.nanoTime(), ready::add); // behind what is ready
    }
    int count = ready.size();
    for (int left = count; left > 0; left--) {
      runner.accept(ready.take());
    }
    return count;
  }

  /** Drops all and takes nothing more; while nobody runs. */
  void close() {
    ready.close();
    timers.close();
  }

  private static void refuseClosed(boolean taken) {
    if (!taken) {
      throw new EventLoopClosedException("the event loop is closed; use a new one");
    }
  }
}
