package org.hotloop.loop.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hotloop.ExceptionContext;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * Runs a loop's callbacks and reports what they throw; in debug mode also which of them are slow.
 * On the running thread, unless said otherwise.
 */
public final class CallbackRunner {

  private static final Logger LOG = System.getLogger(CallbackRunner.class.getName());

  private final Lifecycle lifecycle;
  private final DebugMode debug;
  private final ExceptionHandling exceptions;

  /** What runs now; null unless in debug mode. The running thread's only. */
  private CallbackHandle current;

  /** Reports to {@code exceptions}. */
  public CallbackRunner(Lifecycle lifecycle, DebugMode debug, ExceptionHandling exceptions) {
    this.lifecycle = lifecycle;
    this.debug = debug;
    this.exceptions = exceptions;
  }

  /** Runs a callback; its exception is reported, its error raised. */
  public void run(CallbackHandle handle) {
    if (debug.isOn() && !handle.isCancelled()) {
      runTimed(handle);
    } else {
      runReported(handle);
    }
  }

  /** Where the callback that this thread runs was made; empty for none. Any thread. */
  public List<StackTraceElement> currentSource() {
    return lifecycle.isRunByCurrentThread() && current != null
        ? Attributed.subjectOf(current).source()
        : List.of();
  }

  private void runReported(CallbackHandle handle) {
    try {
      handle.run();
    } catch (Error error) {
      throw error;
    } catch (Throwable failure) {
      exceptions.call(contextOf(Attributed.subjectOf(handle), failure));
    }
  }

  private static ExceptionContext contextOf(CallbackHandle handle, Throwable failure) {
    return new ExceptionContext(
            "Exception in callback " + handle.callbackText(),
            Optional.of(failure),
            Optional.of(handle))
        .withSourceTraceback(handle.source());
  }

  private void runTimed(CallbackHandle handle) {
    current = handle;
    long began = System.nanoTime();
    try {
      runReported(handle);
    } finally {
      current = null;
      warnIfSlow(Attributed.subjectOf(handle), Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void warnIfSlow(CallbackHandle handle, Duration taken) {
    if (taken.compareTo(debug.slow()) < 0) {
      return;
    }
    String warning =
        String.format(Locale.ROOT, "Executing %s took %.3f seconds", handle, taken.toNanos() / 1e9);
    if (!handle.source().isEmpty()) {
      warning += "\n" + SourceTraceback.text("Handle created at", handle.source());
    }
    LOG.log(Level.WARNING, warning);
  }
}
