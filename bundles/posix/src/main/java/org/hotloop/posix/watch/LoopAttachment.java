package org.hotloop.posix.watch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.ExceptionContext;
import org.hotloop.TimerHandle;
import org.hotloop.posix.Signals;

/**
 * One attachment of a watcher to a loop: sweeps and checks, of which at most one each is queued
 * however often they are asked for, and, while the strategy needs it, a timer. Where the strategy
 * listens to SIGCHLD, so does the loop, and the timer puts our handler back. That is what survives
 * a signal that is lost: the first {@link Process} of a JVM resets SIGCHLD, and so can any other
 * party.
 */
final class LoopAttachment {

  private static final String SIGCHLD = "CHLD";
  private static final Duration TICK = Duration.ofMillis(500);

  private final ChildWatch watch;
  private final WaitStrategy strategy;
  private final EventLoop loop;
  private final LoopCall sweep;
  private final LoopCall check;

  /** To be checked; what is left when the watcher has gone, the next attachment's sweep finds. */
  private final Queue<Long> ready = new ConcurrentLinkedQueue<>();

  // Written on the loop's thread only. Both are volatile for the race with close(): either the
  // loop's thread sees closed after it has set the timer, or close() sees the timer.
  private volatile TimerHandle timer;
  private volatile boolean closed;

  LoopAttachment(ChildWatch watch, WaitStrategy strategy, EventLoop loop) {
    this.watch = watch;
    this.strategy = strategy;
    this.loop = loop;
    sweep = new LoopCall(loop, () -> takeTurn(strategy::sweep));
    check = new LoopCall(loop, () -> takeTurn(this::checkReady));
  }

  EventLoop loop() {
    return loop;
  }

  void open() {
    if (strategy.listensToSigchld()) {
      loop.addSignalHandler(SIGCHLD, this::sweepSoon);
    } else if (loop.isClosed()) {
      throw new EventLoopClosedException("Cannot attach a child watcher to a loop that is closed");
    }
  }

  void close() {
    if (strategy.listensToSigchld()) {
      loop.removeSignalHandler(SIGCHLD);
    }
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
    sweep.soon();
  }

  void checkSoon(long pid) {
    ready.add(pid);
    check.soon();
  }

  void report(ExceptionContext context) {
    loop.callExceptionHandler(context);
  }

  private void checkReady(Turn turn) {
    try {
      // Only what is there now: handlers may register children that have ended, without end.
      for (int left = ready.size(); left > 0; left--) {
        strategy.check(ready.remove(), turn);
      }
    } finally {
      if (!ready.isEmpty()) {
        check.soon();
      }
    }
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
    if (timer == null && !closed && isTickNeeded()) {
      timer = loop.callLater(TICK, this::tick);
      if (closed) {
        cancel(timer);
      }
    }
  }

  private void tick() {
    timer = null;
    if (!closed && isTickNeeded()) {
      try {
        if (strategy.listensToSigchld()) {
          Signals.reassert(SIGCHLD);
        }
      } finally {
        // Whatever became of the signal, this turn and its timer go on without it.
        takeTurn(strategy::tick);
      }
    }
  }

  private boolean isTickNeeded() {
    return watch.underLock(strategy::needsTick);
  }

  private static void cancel(TimerHandle timerOrNull) {
    if (timerOrNull != null) {
      timerOrNull.cancel();
    }
  }
}
