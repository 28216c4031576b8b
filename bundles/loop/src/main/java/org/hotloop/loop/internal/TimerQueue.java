package org.hotloop.loop.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Timers by time, those of the same time by turn: a binary heap whose timers know their position,
 * so that a cancelled one really leaves, in logarithmic time, and a million of them leave no
 * garbage behind. Any thread; guarded by its own monitor.
 *
 * <p>Times are nanoseconds of a clock that may wrap around. Only their differences are looked at,
 * so all times within lie less than 2<sup>63</sup> apart.
 */
final class TimerQueue {

  private static final int SMALLEST = 16;

  private ScheduledTimer[] heap = new ScheduledTimer[SMALLEST];
  private long sequence;
  private boolean closed;

  /** Written inside the monitor; read outside, so that an idle queue costs a run no lock. */
  private volatile int size;

  /** Makes a timer of this queue, not yet added. */
  ScheduledTimer timer(long when, Runnable callback, List<StackTraceElement> source) {
    return new ScheduledTimer(this, when, callback, source);
  }

  /**
   * Adds a timer.
   *
   * @return false when closed
   */
  synchronized boolean add(ScheduledTimer timer) {
    if (closed) {
      return false;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    timer.sequence = sequence++;
    siftUp(size, timer);
    size++;
    return true;
  }

  /** Removes a timer; without effect when it is not, or no more, in the queue. */
  synchronized void remove(ScheduledTimer timer) {
    if (!closed && timer.position != ScheduledTimer.NOWHERE) {
      removeAt(timer.position);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** How long from {@code now} to the first timer, never negative; as long as can be for none. */
  synchronized long untilFirst(long now) {
    return size == 0 ? Long.MAX_VALUE : Math.max(0, heap[0].when() - now);
  }

  /** Takes out those due at {@code now}, in order. */
  synchronized void takeDue(long now, Consumer<? super ScheduledTimer> taker) {
    while (size > 0 && heap[0].when() - now <= 0) {
      ScheduledTimer first = heap[0];
      removeAt(0);
      taker.accept(first);
    }
  }

  /** Drops all and takes nothing more. */
  synchronized void close() {
    closed = true;
    heap = new ScheduledTimer[0];
    size = 0;
  }

  private void removeAt(int position) {
    heap[position].position = ScheduledTimer.NOWHERE;
    size--;
    ScheduledTimer last = heap[size];
    heap[size] = null;
    if (position < size) {
      siftDown(position, last);
      if (last.position == position) {
        siftUp(position, last);
      }
    }
    if (heap.length > SMALLEST && size < heap.length / 4) {
      heap = Arrays.copyOf(heap, heap.length / 2);
    }
  }

  private void siftUp(int from, ScheduledTimer timer) {
    int position = from;
    while (position > 0) {
      int parent = (position - 1) / 2;
      if (!timer.isBefore(heap[parent])) {
        break;
      }
      place(position, heap[parent]);
      position = parent;
    }
    place(position, timer);
  }

  private void siftDown(int from, ScheduledTimer timer) {
    int position = from;
    for (int child = earlierChild(position); child < size; child = earlierChild(position)) {
      if (!heap[child].isBefore(timer)) {
        break;
      }
      place(position, heap[child]);
      position = child;
    }
    place(position, timer);
  }

  /** The earlier of the children of {@code position}; beyond the end where it has none. */
  private int earlierChild(int position) {
    int left = 2 * position + 1;
    int right = left + 1;
    return right < size && heap[right].isBefore(heap[left]) ? right : left;
  }

  private void place(int position, ScheduledTimer timer) {
    heap[position] = timer;
    timer.position = position;
  }
}
