package org.hotloop.runtime.internal.front;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.hotloop.EventLoopClosedException;
import org.hotloop.spi.schedule.CallbackHandle;
import org.hotloop.spi.schedule.Deadlines;
import org.hotloop.spi.schedule.ReadyQueue;
import org.hotloop.spi.schedule.ScheduledTimer;
import org.hotloop.spi.schedule.TimerQueue;

/**
 * What a front has to run: what is ready, first in first out over all threads, and timers. It is
 * the front's and no engine's, so that a move leaves it as it is.
 */
final class Agenda {

  private final ReadyQueue ready = new ReadyQueue();
  private final TimerQueue timers;
  private final Deadlines deadlines = new Deadlines(System::nanoTime);

  /**
   * Empty.
   *
   * @param isRunningThread whether who asks is the thread that runs the front
   */
  Agenda(BooleanSupplier isRunningThread) {
    timers = new TimerQueue(isRunningThread);
  }

  /** Takes a callback that is ready. The running thread only. */
  void add(CallbackHandle callback) {
    ready.add(callback);
  }

  /** As {@link #add}. Any thread. */
  void post(CallbackHandle callback) {
    refuseClosed(ready.post(callback));
  }

  /** When {@code delay} has passed from now on; a negative one is as zero. Any thread. */
  long after(Duration delay) {
    return deadlines.after(delay);
  }

  /** {@code when}, or as near to it as can be told from now. Any thread. */
  long within(long when) {
    return deadlines.within(when);
  }

  /**
   * Takes a timer. Any thread.
   *
   * @param when by {@link #after} or {@link #within}
   */
  ScheduledTimer add(long when, Runnable work, List<StackTraceElement> source) {
    ScheduledTimer timer = new ScheduledTimer(timers, when, work, source);
    refuseClosed(timers.add(timer));
    return timer;
  }

  /** Whether none is due before {@code timer}. The running thread's only, as all that follows. */
  boolean isFirst(ScheduledTimer timer) {
    return timer.when() - timers.earliest() <= 0;
  }

  /** Until when no timer is due; empty where there is none. */
  OptionalLong nextTime() {
    return timers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(timers.earliest());
  }

  /** Whether something can run now, but for timers. */
  boolean isReady() {
    return !ready.isEmpty();
  }

  /** How much there is. */
  int size() {
    return ready.size() + timers.size();
  }

  /**
   * Runs what is ready at this moment, then the timers that are due, one by one: what an error
   * leaves over is still there.
   *
   * @return how much
   */
  int runBatch(Execution execution) {
    if (!timers.isEmpty()) {
      timers.takeDue(System.nanoTime(), ready); // behind what is ready
    }
    CallbackHandle last = ready.lastNow();
    int ran = 0;
    for (CallbackHandle callback = null; callback != last; ran++) {
      callback = ready.take();
      execution.run(callback);
    }
    return ran;
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
