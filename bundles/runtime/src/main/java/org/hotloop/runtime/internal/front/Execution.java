package org.hotloop.runtime.internal.front;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hotloop.ExceptionContext;

/**
 * Runs a front's callbacks, reports what they throw and, in debug mode, which are slow; shows which
 * one runs. On the running thread, but for {@link #sample()}.
 */
final class Execution {

  private static final Logger LOG = System.getLogger(Execution.class.getName());

  private final DebugMode debug;
  private final Consumer<ExceptionContext> failures;

  /**
   * What runs now; null between. Written without a fence, as {@link #count} is: who samples them
   * may see them a moment later, and the loop pays nothing for being watched.
   */
  private final AtomicReference<Callback> current = new AtomicReference<>();

  private final AtomicLong count = new AtomicLong();

  Execution(DebugMode debug, Consumer<ExceptionContext> failures) {
    this.debug = debug;
    this.failures = failures;
  }

  /** Runs a callback; its exception is reported, its error raised. */
  void run(Callback callback) {
    count.lazySet(count.getPlain() + 1);
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
    long number = count.get();
    return Optional.ofNullable(current.get())
        .map(callback -> new RunningCallback(callback, number));
  }

  /**
   * Where the callback that this thread runs was made; empty for none. The running thread's only.
   */
  List<StackTraceElement> currentSource() {
    Callback callback = current.getPlain();
    return callback == null ? List.of() : callback.source();
  }

  private void runReported(Callback callback) {
    try {
      callback.run();
    } catch (Error error) {
      throw error;
    } catch (Throwable failure) {
      failures.accept(
          new ExceptionContext(
                  "Exception in callback " + callback.description(),
                  Optional.of(failure),
                  Optional.of(callback))
              .withSourceTraceback(callback.source()));
    }
  }

  private void runTimed(Callback callback) {
    long began = System.nanoTime();
    try {
      runReported(callback);
    } finally {
      warnIfSlow(callback, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void warnIfSlow(Callback callback, Duration taken) {
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
