package org.hotloop.loop.internal;

import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.hotloop.Handle;
import org.hotloop.spi.schedule.Queued;

/** A callback on its way. Run by the loop; cancelled by anybody. */
public class CallbackHandle extends Queued implements Handle, Runnable, Attributed {

  private static final Cancelled CANCELLED = new Cancelled(null);

  private static final AtomicReferenceFieldUpdater<CallbackHandle, Runnable> CALLBACK =
      AtomicReferenceFieldUpdater.newUpdater(CallbackHandle.class, Runnable.class, "callback");

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
    CALLBACK.lazySet(this, Objects.requireNonNull(callback, "callback"));
    this.source = source;
  }

  @Override
  public void cancel() {
    Runnable present = callback;
    if (!(present instanceof Cancelled)) {
      callback = source.isEmpty() ? CANCELLED : new Cancelled(present);
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

  /** Where this was made, the innermost call first; empty unless that was in debug mode. */
  final List<StackTraceElement> source() {
    return source;
  }

  @Override
  public final CallbackHandle subject() {
    return callback instanceof Attributed attributed ? attributed.subject() : this;
  }

  /** What the callback says of itself, or said before it was cancelled. */
  final String callbackText() {
    Runnable present = callback;
    if (present == CANCELLED) {
      return "that was cancelled";
    }
    return Description.of(present instanceof Cancelled it ? it.callbackOrNull : present);
  }

  /** The kind, the state, the callback and, in debug mode, where this was made. */
  @Override
  public final String toString() {
    StringJoiner text = new StringJoiner(", ", kind() + "[", "]");
    if (isCancelled()) {
      text.add("cancelled");
    }
    describe(text);
    if (callback != CANCELLED) {
      text.add(callbackText());
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

  /**
   * What stands for a callback that was cancelled.
   *
   * @param callbackOrNull the callback; kept in debug mode only, to be described
   */
  private record Cancelled(Runnable callbackOrNull) implements Runnable {
    @Override
    public void run() {}
  }
}
