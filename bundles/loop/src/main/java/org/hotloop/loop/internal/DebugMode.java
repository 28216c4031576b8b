package org.hotloop.loop.internal;

import java.time.Duration;
import java.util.List;

/** The settings of one loop's debug mode. Any thread. */
public final class DebugMode {

  /** Its presence switches the debug mode on from the start: asyncio's PYTHONASYNCIODEBUG. */
  private static final String PROPERTY = "hotloop.debug";

  private volatile boolean on = isOnFromTheStart();
  private volatile Duration slow = Duration.ofMillis(100);

  /** As the system property says. */
  public DebugMode() {}

  /** As {@link org.hotloop.EventLoop#getDebug}. */
  public boolean isOn() {
    return on;
  }

  /** As {@link org.hotloop.EventLoop#setDebug}. */
  public void set(boolean newOn) {
    on = newOn;
  }

  /** From which duration on a callback is slow. */
  public Duration slow() {
    return slow;
  }

  /**
   * As {@link #slow()}.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public void setSlow(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("no callback takes less than no time: " + duration);
    }
    slow = duration;
  }

  /** Where the loop was called from; empty unless on. */
  public List<StackTraceElement> source() {
    return on ? SourceTraceback.here() : List.of();
  }

  private static boolean isOnFromTheStart() {
    String value = System.getProperty(PROPERTY, Boolean.FALSE.toString());
    return !value.equalsIgnoreCase(Boolean.FALSE.toString());
  }
}
