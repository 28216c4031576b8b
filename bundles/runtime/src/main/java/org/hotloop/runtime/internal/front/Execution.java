package org.hotloop.runtime.internal.front;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hotloop.ExceptionContext;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * Runs a front's callbacks, reports what they throw and, in debug mode, which are slow; shows which
 * one runs. On the running thread, but for {@link #sample()}.
 */
final class Execution {

  private static final Logger LOG = System.getLogger(Execution.class.getName());

  private final DebugMode debug;
  private final Consumer<ExceptionContext> failures;

  /**
   * What runs now; null between. Written without a fence: who samples it may see it a moment later,
   * and the loop pays nothing for being watched.
   */
  private final AtomicReference<CallbackHandle> current = new AtomicReference<>();

  /** How often something has run that may run again. Written by the running thread. */
  private volatile long count;

  Execution(DebugMode debug, Consumer<ExceptionContext> failures) {
    this.debug = debug;
    this.failures = failures;
  }

  /** Runs a callback that may run again, such as a reader's; else as {@link #run}. */
  void runEach(CallbackHandle callback) {
    count = count + 1;
    run(callback);
  }

  /** Runs a callback; its exception is reported, its error raised. */
  void run(CallbackHandle callback) {
    current.lazySet(callback);
    try {
      if (debug.isOn() && !callback.isCancelled()) {
        runTimed(callback);
      } else {
        runReported(callback);
      }
    } finally {
      current.lazySet(null);
    }
  }

  /** What runs now. Any thread. */
  Optional<RunningCallback> sample() {
    long number = count;
    return Optional.ofNullable(current.get())
        .map(callback -> new RunningCallback(callback, number));
  }

  /**
   * Where the callback that this thread runs was made; empty for none. The running thread's only.
   */
  List<StackTraceElement> currentSource() {
    CallbackHandle callback = current.getPlain();
    return callback == null ? List.of() : callback.source();
  }

  private void runReported(CallbackHandle callback) {
    try {
      callback.run();
    } catch (Error error) {
      throw error;
    } catch (Throwable failure) {
      failures.accept(
          new ExceptionContext(
                  "Exception in callback " + callback.callbackText(),
                  Optional.of(failure),
                  Optional.of(callback))
              .withSourceTraceback(callback.source()));
    }
  }

  private void runTimed(CallbackHandle callback) {
    long began = System.nanoTime();
    try {
      runReported(callback);
    } finally {
      warnIfSlow(callback, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void warnIfSlow(CallbackHandle callback, Duration taken) {
    if (taken.compareTo(debug.slow()) >= 0) {
      LOG.log(
          Level.WARNING,
          String.format(
              Locale.ROOT,
              "Executing %s took %.3f seconds%s",
              callback,
              taken.toNanos() / 1e9,
              DebugMode.text("Handle created at", callback.source())));
    }
  }
}
