package org.hotloop.runtime.internal.front;

import java.util.List;
import java.util.StringJoiner;
import org.hotloop.TimerHandle;
import org.hotloop.spi.schedule.Timed;
import org.hotloop.spi.schedule.TimerQueue;

/** A callback with a time. Cancelling takes it out of its queue. Any thread. */
final class Timer extends Callback implements TimerHandle, Timed {

  private final TimerQueue<Timer> queue;
  private final long when;
  private int place = NOWHERE;

  /**
   * Not yet in {@code queue}.
   *
   * @param when nanoseconds, on the front's clock
   */
  Timer(TimerQueue<Timer> queue, long when, Runnable work, List<StackTraceElement> source) {
    super(work, source);
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
    super.describe(text);
    text.add("when=" + when);
  }
}
