package org.hotloop.spi.schedule;

import java.util.Arrays;

/**
 * Timers side by side, with what they are ordered by: to compare looks at no timer, and neighbours
 * share a line of the cache. Times may wrap around, so only their differences are looked at.
 */
abstract class TimerTable {

  private static final int SMALLEST = 16;

  private ScheduledTimer[] timers = new ScheduledTimer[SMALLEST];

  /** Of each place the time, and the turn among those of the same time. */
  private long[] keys = new long[2 * SMALLEST];

  private int size;

  final int size() {
    return size;
  }

  final boolean isEmpty() {
    return size == 0;
  }

  final ScheduledTimer timer(int place) {
    return timers[place];
  }

  final long when(int place) {
    return keys[2 * place];
  }

  final long turn(int place) {
    return keys[2 * place + 1];
  }

  final boolean isBefore(long when, long turn, int place) {
    long difference = when - when(place);
    return difference < 0 || (difference == 0 && turn < turn(place));
  }

  final void put(int place, ScheduledTimer timer, long when, long turn) {
    timers[place] = timer;
    keys[2 * place] = when;
    keys[2 * place + 1] = turn;
    timer.place = place;
  }

  /** Makes a place at the end, to be put into. */
  final int grow() {
    if (size == timers.length) {
      resize(2 * size);
    }
    return size++;
  }

  /** Takes the place at the end away; who is there stands elsewhere, or nowhere. */
  final void shrink() {
    size--;
    timers[size] = null;
    if (timers.length > SMALLEST && size < timers.length / 4) {
      resize(timers.length / 2);
    }
  }

  final void clear() {
    timers = new ScheduledTimer[0];
    keys = new long[0];
    size = 0;
  }

  private void resize(int capacity) {
    timers = Arrays.copyOf(timers, capacity);
    keys = Arrays.copyOf(keys, 2 * capacity);
  }
}
