package org.hotloop.spi.schedule;

import java.util.List;
import java.util.StringJoiner;
import org.hotloop.TimerHandle;

/** A callback with a time. Cancelling takes it out of its queue, wherever it stands there. */
public final class ScheduledTimer extends CallbackHandle implements TimerHandle {

  /** The {@link #place} of what is in no table. */
  static final int NOWHERE = -1;

  private final TimerQueue queue;
  private final long when;

  /** In the queue's tables. Of the queue's thread. */
  int place = NOWHERE;

  /**
   * Not yet in {@code queue}.
   *
   * @param when on the clock of {@code queue}
   */
  public ScheduledTimer(
      TimerQueue queue, long when, Runnable callback, List<StackTraceElement> source) {
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
}
