package org.hotloop.loop.internal;

import java.util.List;
import java.util.StringJoiner;
import org.hotloop.TimerHandle;

/** A callback with a time. Cancelling takes it out of its queue, wherever it stands there. */
public final class ScheduledTimer extends CallbackHandle implements TimerHandle {

  /** The {@link #position} of a timer that stands in no queue. */
  static final int NOWHERE = -1;

  private final TimerQueue queue;
  private final long when;

  /** Where it stands in the queue's heap. Guarded by the queue. */
  int position = NOWHERE;

  /** Its turn among timers of the same time. Guarded by the queue. */
  long sequence;

  /** Not yet queued: see {@link TimerQueue#add}. */
  ScheduledTimer(TimerQueue queue, long when, Runnable callback, List<StackTraceElement> source) {
    super(callback, source);
    this.queue = queue;
    this.when = when;
  }

  @Override
  public long when() {
    return when;
  }

  @Override
  public void cancel() {
    super.cancel();
    queue.remove(this);
  }

  @Override
  String kind() {
    return "TimerHandle";
  }

  @Override
  void describe(StringJoiner text) {
    text.add("when=" + when);
  }

  /** Whether this is due before {@code other}; right also where the clock wraps around. */
  boolean isBefore(ScheduledTimer other) {
    long difference = when - other.when;
    return difference < 0 || (difference == 0 && sequence < other.sequence);
  }
}
