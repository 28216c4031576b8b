package org.hotloop.runtime.internal.front;

import java.util.List;
import java.util.StringJoiner;
import org.hotloop.TimerHandle;

/** A callback with a time, among those of one {@link Agenda}. Any thread. */
final class Timer extends Callback implements TimerHandle, Comparable<Timer> {

  private final Agenda agenda;
  private final long when;
  private final long sequence;

  /**
   * @param when nanoseconds, on the front's clock
   * @param sequence its turn among those of the same time
   */
  Timer(Agenda agenda, long when, long sequence, Runnable work, List<StackTraceElement> source) {
    super(work, source);
    this.agenda = agenda;
    this.when = when;
    this.sequence = sequence;
  }

  @Override
  public long when() {
    return when;
  }

  @Override
  public void cancel() {
    super.cancel();
    agenda.remove(this);
  }

  boolean isDue(long now) {
    return when - now <= 0;
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

  /** By time, which may wrap around: all within one agenda lie less than half its range apart. */
  @Override
  public int compareTo(Timer other) {
    return when == other.when
        ? Long.compare(sequence, other.sequence)
        : Long.signum(when - other.when);
  }
}
