package org.hotloop.loop.internal;

import java.util.List;
import java.util.StringJoiner;
import org.hotloop.TimerHandle;
import org.hotloop.spi.schedule.Timed;
import org.hotloop.spi.schedule.TimerQueue;

/** A callback with a time. Cancelling takes it out of its queue, wherever it stands there. */
public final class ScheduledTimer extends CallbackHandle implements TimerHandle, Timed {

  private final TimerQueue<ScheduledTimer> queue;
  private final long when;
  private int place = NOWHERE;

  /** Not yet in {@code queue}. */
  ScheduledTimer(
      TimerQueue<ScheduledTimer> queue,
      long when,
      Runnable callback,
      List<StackTraceElement> source) {
    super(callback, source);
    this.queue = queue;
    this.when = when;
  }

  @Override
  public long when() {
    return when;
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public void setPlace(int newPlace) {
    place = newPlace;
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
