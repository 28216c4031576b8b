package org.hotloop.posix.internal;

import java.time.ZonedDateTime;

/**
 * What the first record of a log needs of the JDK to have a date: a file with the rules of time
 * zones. Where there is no descriptor left to read it with, which is what that record tells, the
 * log call throws an Error, and ends the loop that had something to say.
 */
final class LogDates {

  private LogDates() {}

  /** Loads it, while there are descriptors. */
  static void load() {
    String.format("%tc", ZonedDateTime.now());
  }
}
