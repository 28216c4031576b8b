package org.hotloop.loop.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hotloop.Handle;
import org.hotloop.TimerHandle;

/**
 * When callbacks run: asyncio's {@code _run_once}. One iteration is: poll, not longer than until
 * the first timer; the due timers become ready, in order of time; the callbacks that are ready at
 * this moment run, in order. What those schedule is for the next iteration.
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

    /** Runs a callback; an exception of it stays inside, an error does not. */
    void run(CallbackHandle handle);
  }

  /** Half the range of the clock: what is farther away cannot be told from the past. */
  private static final long HORIZON_NANOS = Long.MAX_VALUE / 2;

  private static final Duration HORIZON = Duration.ofNanos(HORIZON_NANOS);

  private final Lifecycle lifecycle;
  private final DebugMode debug;
  private final Host host;
  private final ReadyQueue ready = new ReadyQueue();
  private final TimerQueue timers = new TimerQueue();

  /** Up while the loop may block in a poll and nobody has woken it yet. */
  private final AtomicBoolean asleep = new AtomicBoolean();

  private volatile boolean stopping;

  /** Of the loop that {@code host} is. */
  public Scheduler(Lifecycle lifecycle, DebugMode debug, Host host) {
    this.lifecycle = lifecycle;
    this.debug = debug;
    this.host = host;
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
    ScheduledTimer timer = timers.timer(withinHorizon(when), callback, debug.source());
    if (!timers.add(timer)) {
      throw Lifecycle.closed();
    }
    wake();
    return timer;
  }

  /** Makes {@code callback} ready once {@code delay} has passed; a negative one is as zero. */
  public TimerHandle later(Duration delay, Runnable callback) {
    long nanos = HORIZON_NANOS;
    if (delay.compareTo(HORIZON) < 0) {
      nanos = delay.isNegative() ? 0 : delay.toNanos();
    }
    return at(host.time() + nanos, callback);
  }

  /** Ends the run after the current iteration, or the next one. Any thread. */
  public void stop() {
    stopping = true;
    wake();
  }

  /** Iterates until stopped; on the thread that {@link Lifecycle#enter() entered}. */
  public void run() {
    boolean interrupted = false;
    try {
      do {
        poll();
        // An interrupt ends a poll early. It must not end the next one as well, nor close the
        // channels that callbacks use; whoever owns the thread finds it again after the run.
        interrupted |= Thread.interrupted();
        runReady();
      } while (!stopping);
    } finally {
      stopping = false;
      if (interrupted) {
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

  private void runReady() {
    if (!timers.isEmpty()) {
      timers.takeDue(host.time(), ready::add);
    }
    // One by one, so that an error that leaves the run takes no other callback along.
    for (int todo = ready.size(); todo > 0; todo--) {
      host.run(ready.take());
    }
  }

  private long withinHorizon(long when) {
    long now = host.time();
    return now + Math.max(-HORIZON_NANOS, Math.min(HORIZON_NANOS, when - now));
  }
}
