package org.hotloop.spi.schedule;

/** What waits in a {@link TimerQueue} for its time. It knows its place there, to be removed. */
public interface Timed {

  /** The {@link #place} of what is in no queue. */
  int NOWHERE = -1;

  /** When it is due, on the clock of its queue; always the same. */
  long when();

  /** The last that was set; {@link #NOWHERE} at first. The queue's, which guards it. */
  int place();

  /** As {@link #place()}. */
  void setPlace(int place);
}
