package org.hotloop.spi.schedule;

/**
 * Timers of which the first is known. A parent has four children, not two: half as many levels, and
 * four neighbours to find the earliest among.
 */
final class TimerHeap extends TimerTable {

  private static final int CHILDREN = 4;

  void add(ScheduledTimer timer, long when, long turn) {
    siftUp(grow(), timer, when, turn);
  }

  void removeAt(int place) {
    timer(place).place = ScheduledTimer.NOWHERE;
    int end = size() - 1;
    ScheduledTimer last = timer(end);
    long when = when(end);
    long turn = turn(end);
    shrink();
    if (place == end) {
      return;
    }
    if (place > 0 && isBefore(when, turn, parentOf(place))) {
      siftUp(place, last, when, turn);
    } else {
      siftDown(place, last, when, turn);
    }
  }

  private void siftUp(int from, ScheduledTimer timer, long when, long turn) {
    int place = from;
    while (place > 0 && isBefore(when, turn, parentOf(place))) {
      int parent = parentOf(place);
      put(place, timer(parent), when(parent), turn(parent));
      place = parent;
    }
    put(place, timer, when, turn);
  }

  private void siftDown(int from, ScheduledTimer timer, long when, long turn) {
    int place = from;
    while (CHILDREN * place + 1 < size()) {
      int child = earliestChild(place);
      if (isBefore(when, turn, child)) {
        break;
      }
      put(place, timer(child), when(child), turn(child));
      place = child;
    }
    put(place, timer, when, turn);
  }

  private int earliestChild(int place) {
    int earliest = CHILDREN * place + 1;
    int end = Math.min(earliest + CHILDREN, size());
    for (int child = earliest + 1; child < end; child++) {
      if (isBefore(when(child), turn(child), earliest)) {
        earliest = child;
      }
    }
    return earliest;
  }

  private static int parentOf(int place) {
    return (place - 1) / CHILDREN;
  }
}
