package org.hotloop.spi.schedule;

/** Timers in no order: to add and to remove one costs the same however many there are. */
final class TimerPile extends TimerTable {

  /** None of those here is earlier; one that was has been removed. Without meaning while empty. */
  private long earliest;

  long earliest() {
    return earliest;
  }

  void add(ScheduledTimer timer, long when, long turn) {
    if (isEmpty() || when - earliest < 0) {
      earliest = when;
    }
    put(grow(), timer, when, turn);
  }

  void removeAt(int place) {
    timer(place).place = ScheduledTimer.NOWHERE;
    int end = size() - 1;
    if (place != end) {
      put(place, timer(end), when(end), turn(end));
    }
    shrink();
  }

  /** Moves those before {@code limit} to {@code target}. */
  void moveBefore(long limit, TimerHeap target) {
    boolean found = false;
    for (int place = size() - 1; place >= 0; place--) {
      long when = when(place);
      if (when - limit < 0) {
        ScheduledTimer timer = timer(place);
        long turn = turn(place);
        removeAt(place); // the one that comes here has been looked at already
        target.add(timer, when, turn);
      } else if (!found || when - earliest < 0) {
        found = true;
        earliest = when;
      }
    }
  }
}
