package org.hotloop.loop.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;

/**
 * Runs a loop's callbacks and reports what they throw; in debug mode also which of them are slow.
 * The settings can be changed from any thread.
 */
public final class CallbackRunner {

  private static final Logger LOG = System.getLogger(CallbackRunner.class.getName());

  private final EventLoop loop;
  private final Consumer<ExceptionContext> defaultHandler;

  /** Null where the default one serves. */
  private volatile ExceptionHandler exceptionHandler;

  private volatile boolean debug;
  private volatile Duration slow = Duration.ofMillis(100);

  /** For {@code loop}, whose own way of handling exceptions is {@code defaultHandler}. */
  public CallbackRunner(EventLoop loop, Consumer<ExceptionContext> defaultHandler) {
    this.loop = loop;
    this.defaultHandler = defaultHandler;
  }

  /** Runs a callback; its exception is reported, its error raised. */
  public void run(CallbackHandle handle) {
    if (debug) {
      runTimed(handle);
    } else {
      runReported(handle);
    }
  }

  /** As {@link EventLoop#callExceptionHandler}. */
  public void report(ExceptionContext context) {
    Objects.requireNonNull(context, "context");
    ExceptionHandler handler = exceptionHandler;
    if (handler == null) {
      reportByDefault(context);
      return;
    }
    try {
      handler.handle(loop, context);
    } catch (Exception failure) {
      LOG.log(Level.ERROR, "Unhandled error in exception handler " + handler, failure);
      reportByDefault(context);
    }
  }

  /** As {@link EventLoop#setExceptionHandler}. */
  public void setExceptionHandler(ExceptionHandler handlerOrNull) {
    exceptionHandler = handlerOrNull;
  }

  /** As {@link EventLoop#setDebug}. */
  public void setDebug(boolean on) {
    debug = on;
  }

  /** As {@link EventLoop#getDebug}. */
  public boolean isDebug() {
    return debug;
  }

  /** From which duration on a callback is slow. */
  public void setSlow(Duration duration) {
    slow = Objects.requireNonNull(duration, "duration");
  }

  /** A subclass may have its own default handler, which may fail like any other. */
  private void reportByDefault(ExceptionContext context) {
    try {
      defaultHandler.accept(context);
    } catch (Exception failure) {
      LOG.log(
          Level.ERROR, "Exception in default exception handler for: " + context.message(), failure);
    }
  }

  private void runReported(CallbackHandle handle) {
    try {
      handle.run();
    } catch (Exception failure) {
      report(
          new ExceptionContext(
              "Exception in callback " + handle, Optional.of(failure), Optional.of(handle)));
    }
  }

  private void runTimed(CallbackHandle handle) {
    String description = handle.toString(); // before the callback may cancel its own handle
    long began = System.nanoTime();
    try {
      runReported(handle);
    } finally {
      Duration taken = Duration.ofNanos(System.nanoTime() - began);
      if (taken.compareTo(slow) >= 0) {
        LOG.log(
            Level.WARNING,
            String.format(
                Locale.ROOT, "Executing %s took %.3f seconds", description, taken.toNanos() / 1e9));
      }
    }
  }
}
