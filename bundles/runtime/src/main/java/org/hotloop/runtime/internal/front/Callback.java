package org.hotloop.runtime.internal.front;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.hotloop.Handle;
import org.hotloop.spi.schedule.Queued;

/** What a front was asked to run. Run by its thread; cancelled by anybody. */
class Callback extends Queued implements Handle {

  /** In the place of what does not run any more, which is remembered in debug mode only. */
  private record Cancelled(Optional<Runnable> before) implements Runnable {

    @Override
    public void run() {}

    @Override
    public String toString() {
      return before.map(Callback::textOf).orElse("that was cancelled");
    }
  }

  /** One that may be on its way already. */
  private record Again(Callback callback) implements Runnable {

    @Override
    public void run() {
      callback.run();
    }

    @Override
    public String toString() {
      return callback.description();
    }
  }

  private static final AtomicReferenceFieldUpdater<Callback, Runnable> WORK =
      AtomicReferenceFieldUpdater.newUpdater(Callback.class, Runnable.class, "work");

  private final List<StackTraceElement> source;

  /** Let go of on cancel, so that a cancelled one that is still queued keeps nothing alive. */
  private volatile Runnable work;

  /**
   * @param source where this was made; empty unless in debug mode
   */
  Callback(Runnable work, List<StackTraceElement> source) {
    // Without a fence, which would cost more than all the rest: the agenda publishes this.
    WORK.lazySet(this, Objects.requireNonNull(work, "callback"));
    this.source = source;
  }

  final void run() {
    work.run();
  }

  /** Runs this, unless cancelled by then: one object can be queued once only. */
  final Callback again() {
    return new Callback(new Again(this), source);
  }

  @Override
  public void cancel() {
    Runnable present = work;
    if (!(present instanceof Cancelled)) {
      work = new Cancelled(source.isEmpty() ? Optional.empty() : Optional.of(present));
    }
  }

  @Override
  public final boolean isCancelled() {
    return work instanceof Cancelled;
  }

  final List<StackTraceElement> source() {
    return source;
  }

  /** What the work says of itself, or said before it was cancelled. */
  final String description() {
    return textOf(work);
  }

  String kind() {
    return "Handle";
  }

  /** What there is to say beyond the work. */
  void describe(StringJoiner text) {
    if (isCancelled()) {
      text.add("cancelled");
    }
  }

  /** The kind, the state, the work and, in debug mode, where this was made. */
  @Override
  public final String toString() {
    StringJoiner text = new StringJoiner(" ", kind() + "[", "]");
    describe(text);
    text.add(description());
    source.stream().findFirst().ifPresent(made -> text.add("created at " + made));
    return text.toString();
  }

  /** What others' objects say of themselves must not fail where they do. */
  private static String textOf(Runnable work) {
    try {
      return String.valueOf(work);
    } catch (RuntimeException failure) {
      return "%s (its toString failed: %s)".formatted(work.getClass().getName(), failure);
    }
  }
}
