package org.hotloop.posix.sigchld;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.TimerHandle;
import org.hotloop.posix.Signals;

/**
 * One attachment of a watcher to a loop: the SIGCHLD handler there, sweeps of which at most one is
 * queued however many signals come, and, while handlers are pending, a timer that sweeps and puts
 * our SIGCHLD handler back. The timer is what survives a signal that is lost: the first {@link
 * Process} of a JVM resets SIGCHLD, and so can any other party.
 */
final class LoopAttachment {

  private static final String SIGCHLD = "CHLD";
  private static final Duration SWEEP_INTERVAL = Duration.ofMillis(500);

  private final SigchldWatch watch;
  private final WaitStrategy strategy;
  private final EventLoop loop;
  private final AtomicBoolean sweepQueued = new AtomicBoolean();

  // Written on the loop's thread only. Both are volatile for the race with close(): either the
  // loop's thread sees closed after it has set the timer, or close() sees the timer.
  private volatile TimerHandle timer;
  private volatile boolean closed;

  LoopAttachment(SigchldWatch watch, WaitStrategy strategy, EventLoop loop) {
    this.watch = watch;
    this.strategy = strategy;
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  void open() {
    loop.addSignalHandler(SIGCHLD, this::sweepSoon);
  }

  void close() {
    loop.removeSignalHandler(SIGCHLD);
    endTimer();
  }

  /** Closes, but leaves {@code next} the signal handler that it has put in place of this one's. */
  void giveWayTo(LoopAttachment next) {
    if (loop == next.loop) {
      endTimer();
    } else {
      close();
    }
  }

  private void endTimer() {
    closed = true;
    cancel(timer);
  }

  void sweepSoon() {
    if (sweepQueued.compareAndSet(false, true)) {
      loop.callSoonThreadsafe(this::sweep);
    }
  }

  void checkSoon(long pid) {
    loop.callSoonThreadsafe(() -> takeTurn(turn -> strategy.check(pid, turn)));
  }

  void report(ExceptionContext context) {
    loop.callExceptionHandler(context);
  }

  private void sweep() {
    // Before the waits: a child that ends during them asks for another sweep.
    sweepQueued.set(false);
    takeTurn(strategy::sweep);
  }

  private void takeTurn(Consumer<Turn> work) {
    try {
      Turn turn = new Turn(watch, this);
      work.accept(turn);
      turn.end();
    } finally {
      keepTimer();
    }
  }

  private void keepTimer() {
    if (timer == null && !closed && watch.isAnyAwaited()) {
      timer = loop.callLater(SWEEP_INTERVAL, this::tick);
      if (closed) {
        cancel(timer);
      }
    }
  }

  private void tick() {
    timer = null;
    if (!closed && watch.isAnyAwaited()) {
      try {
        Signals.reassert(SIGCHLD);
      } finally {
        // Whatever became of the signal, this turn and its timer go on without it.
        takeTurn(strategy::sweep);
      }
    }
  }

  private static void cancel(TimerHandle timerOrNull) {
    if (timerOrNull != null) {
      timerOrNull.cancel();
    }
  }
}
