package org.hotloop.spi.schedule;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.hotloop.Handle;

/** A callback on its way. Run by the loop; cancelled by anybody. */
public sealed class CallbackHandle extends Queued implements Handle, Runnable
    permits ScheduledTimer {

  private static final Cancelled CANCELLED = new Cancelled(null);

  private static final VarHandle CALLBACK = callback();

  private final List<StackTraceElement> source;

  /** Let go of on cancel, so that a cancelled handle in a queue keeps nothing alive. */
  private volatile Runnable callback;

  /**
   * For {@code callback}, which is not null.
   *
   * @param source where this was made; empty unless in debug mode
   */
  public CallbackHandle(Runnable callback, List<StackTraceElement> source) {
    // Without a fence, which would cost more than all the rest: the queue publishes this.
    CALLBACK.set(this, Objects.requireNonNull(callback, "callback"));
    this.source = source;
  }

  @Override
  public void cancel() {
    Runnable present = callback;
    if (!(present instanceof Cancelled)) {
      // Released only: nobody who cancels looks next whether it has begun.
      CALLBACK.setRelease(this, source.isEmpty() ? CANCELLED : new Cancelled(present));
    }
  }

  @Override
  public final boolean isCancelled() {
    return callback instanceof Cancelled;
  }

  /** Runs the callback, unless cancelled. */
  @Override
  public final void run() {
    callback.run();
  }

  /** What runs: the callback, or what does nothing in its place. Any thread. */
  public final Runnable work() {
    return callback;
  }

  /** Where this was made, the innermost call first; empty unless that was in debug mode. */
  public final List<StackTraceElement> source() {
    return source;
  }

  /** What the callback says of itself, or said before it was cancelled. */
  public final String callbackText() {
    return textOf(callback);
  }

  /** The kind, the state, the callback and, in debug mode, where this was made. */
  @Override
  public final String toString() {
    StringJoiner text = new StringJoiner(", ", kind() + "[", "]");
    Runnable present = callback;
    if (present instanceof Cancelled) {
      text.add("cancelled");
    }
    describe(text);
    if (present != CANCELLED) {
      text.add(textOf(present));
    }
    if (!source.isEmpty()) {
      text.add("created at " + source.get(0));
    }
    return text.toString();
  }

  /** What this calls itself. */
  String kind() {
    return "Handle";
  }

  /** Adds what this has beside a callback. */
  void describe(StringJoiner text) {}

  /** What others' objects say of themselves must not fail where they do. */
  private static String textOf(Runnable work) {
    try {
      return String.valueOf(work);
    } catch (RuntimeException failure) {
      return "%s@%x (its toString failed: %s)"
          .formatted(work.getClass().getName(), System.identityHashCode(work), failure.getClass());
    }
  }

  private static VarHandle callback() {
    try {
      return MethodHandles.lookup().findVarHandle(CallbackHandle.class, "callback", Runnable.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * What stands for a callback that was cancelled.
   *
   * @param callbackOrNull the callback; kept in debug mode only, to be described
   */
  private record Cancelled(Runnable callbackOrNull) implements Runnable {

    @Override
    public void run() {}

    @Override
    public String toString() {
      return callbackOrNull == null ? "that was cancelled" : textOf(callbackOrNull);
    }
  }
}
