package org.hotloop.loop.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotloop.EventLoop;
import org.hotloop.ExceptionContext;
import org.hotloop.ExceptionHandler;

/**
 * The way of a failure: to the handler that was set, else to the loop's default one, and to the log
 * where the handlers themselves fail. An {@link Error} of theirs goes through. Any thread.
 */
public final class ExceptionHandling {

  private static final Logger LOG = System.getLogger(ExceptionHandling.class.getName());

  private final Supplier<EventLoop> loop;

  /** Null where the default one serves. */
  private volatile ExceptionHandler handler;

  /** Of the loop that {@code loop} gives. */
  public ExceptionHandling(Supplier<EventLoop> loop) {
    this.loop = loop;
  }

  /** As {@link EventLoop#setExceptionHandler}. */
  public void set(ExceptionHandler handlerOrNull) {
    handler = handlerOrNull;
  }

  /** As {@link EventLoop#getExceptionHandler}. */
  public Optional<ExceptionHandler> get() {
    return Optional.ofNullable(handler);
  }

  /** As {@link EventLoop#callExceptionHandler}. */
  public void call(ExceptionContext context) {
    Objects.requireNonNull(context, "context");
    ExceptionHandler present = handler;
    if (present == null) {
      callDefault(context, "Exception in default exception handler");
      return;
    }
    try {
      present.handle(loop.get(), context);
    } catch (Error error) {
      throw error;
    } catch (Throwable failure) {
      callDefault(
          ExceptionContext.of("Unhandled error in exception handler", failure)
              .with("context", context),
          "Exception in default exception handler while handling an unexpected error in the"
              + " exception handler");
    }
  }

  /** A subclass may have its own default handler, which may fail like any other. */
  private void callDefault(ExceptionContext context, String failed) {
    try {
      loop.get().defaultExceptionHandler(context);
    } catch (Error error) {
      throw error;
    } catch (Throwable failure) {
      LOG.log(Level.ERROR, failed + "; it was told: " + ExceptionText.of(context), failure);
    }
  }
}
