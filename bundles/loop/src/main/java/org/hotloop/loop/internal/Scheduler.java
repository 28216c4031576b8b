package org.hotloop.loop.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;
import org.hotloop.spi.schedule.CallbackHandle;
import org.hotloop.spi.schedule.Deadlines;
import org.hotloop.spi.schedule.ReadyQueue;
import org.hotloop.spi.schedule.ScheduledTimer;
import org.hotloop.spi.schedule.TimeSlice;
import org.hotloop.spi.schedule.TimerQueue;

/**
 * When callbacks run: asyncio's {@code _run_once}. One iteration is: poll, not longer than until
 * the first timer; the due timers become ready, in order of time; the callbacks that are ready at
 * this moment run, in order. What those schedule is for the next iteration. An iteration that
 * begins with callbacks ready, and soon after a poll, does without: see {@link TimeSlice}.
 */
public final class Scheduler implements AutoCloseable {

  /** What the loop brings along. Called on the running thread, but for {@link #wakeup()}. */
  public interface Host {

    /** The monotonic clock, nanoseconds. */
    long time();

    /** Waits for events up to so many nanoseconds and schedules their callbacks. */
    void poll(long timeoutNanos);

    /** Ends a poll that another thread is in, or is about to begin. Any thread. */
    void wakeup();

    /** There is no poll before the next run. */
    void pause();

    /** Runs a callback; an exception of it stays inside, an error does not. */
    void run(CallbackHandle handle);
  }

  private final Lifecycle lifecycle;
  private final DebugMode debug;
  private final Host host;
  private final ReadyQueue ready = new ReadyQueue();
  private final TimerQueue timers;
  private final Deadlines deadlines;
  private final TimeSlice slice = new TimeSlice();

  /** Up while the loop may block in a poll and nobody has woken it yet. */
  private final AtomicBoolean asleep = new AtomicBoolean();

  private volatile boolean stopping;

  /** Whether the running thread was interrupted during the run. The running thread's only. */
  private boolean interrupted;

  /** Of the loop that {@code host} is. */
  public Scheduler(Lifecycle lifecycle, DebugMode debug, Host host) {
    this.lifecycle = lifecycle;
    this.debug = debug;
    this.host = host;
    timers = new TimerQueue(lifecycle::isRunByCurrentThread);
    deadlines = new Deadlines(host::time);
  }

  /** Makes {@code callback} ready. Any thread; wakes the loop when it sleeps. */
  public Handle soon(Runnable callback) {
    CallbackHandle handle = new CallbackHandle(callback, debug.source());
    if (lifecycle.isRunByCurrentThread()) {
      ready.add(handle);
    } else if (ready.post(handle)) {
      wake();
    } else {
      throw Lifecycle.closed();
    }
    return handle;
  }

  /** Makes {@code callback} ready once the clock has reached {@code when}. Any thread. */
  public TimerHandle at(long when, Runnable callback) {
    return add(deadlines.within(when), callback);
  }

  /** Makes {@code callback} ready once {@code delay} has passed; a negative one is as zero. */
  public TimerHandle later(Duration delay, Runnable callback) {
    return add(deadlines.after(delay), callback);
  }

  /** Ends the run after the current iteration, or the next one. Any thread. */
  public void stop() {
    stopping = true;
    wake();
  }

  /** Iterates until stopped; on the thread that {@link Lifecycle#enter() entered}. */
  public void run() {
    try {
      do {
        poll();
        runReady();
      } while (!stopping);
    } finally {
      stopping = false;
      host.pause();
      if (interrupted) {
        interrupted = false;
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends a sleep in the poll; costs next to nothing when there is none. Any thread. */
  public void wake() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      host.wakeup();
    }
  }

  /** Drops what is scheduled and takes nothing more. While idle. */
  @Override
  public void close() {
    ready.close();
    timers.close();
  }

  private void poll() {
    if (pollTimeout() == 0) {
      host.poll(0);
      return;
    }
    asleep.set(true);
    try {
      // The second look: who scheduled before the flag was up has not woken us; who does so from
      // here on will.
      host.poll(pollTimeout());
    } finally {
      asleep.set(false);
    }
  }

  private long pollTimeout() {
    if (stopping || !ready.isEmpty()) {
      return 0;
    }
    return timers.isEmpty() ? Long.MAX_VALUE : timers.untilFirst(host.time());
  }

  /** Until nothing is ready, or the slice is over. */
  private void runReady() {
    int ran;
    do {
      // An interrupt ends a poll early. It must not end the next one as well, nor close the
      // channels that callbacks use; whoever owns the thread finds it again after the run.
      interrupted |= Thread.interrupted();
      if (!timers.isEmpty()) {
        timers.takeDue(host.time(), ready);
      }
      ran = runBatch();
    } while (!stopping && !ready.isEmpty() && !slice.isOver(ran));
  }

  /** One by one, so that an error that leaves the run takes no other callback along. */
  private int runBatch() {
    CallbackHandle last = ready.lastNow();
    int ran = 0;
    for (CallbackHandle handle = null; handle != last; ran++) {
      handle = ready.take();
      host.run(handle);
    }
    return ran;
  }

  private TimerHandle add(long when, Runnable callback) {
    ScheduledTimer timer = new ScheduledTimer(timers, when, callback, debug.source());
    if (!timers.add(timer)) {
      throw Lifecycle.closed();
    }
    wake();
    return timer;
  }
}
