package org.hotloop.runtime.internal.front;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.TimerHandle;
import org.hotloop.spi.schedule.TimeSlice;

/**
 * When a front's agenda is run: an engine is asked for one callback whenever there is something to
 * run, however much it is, and for one timer, the next. What an engine was asked for and has not
 * done when it goes is asked of its successor.
 *
 * <p>A turn is as many batches as a {@link TimeSlice} has room for: callbacks that follow each
 * other do not go through the engine one by one, and it still looks for events between two turns.
 */
final class Turns {

  private final Agenda agenda;
  private final EngineSeat seat;
  private final Execution execution;
  private final BooleanSupplier leaving;
  private final TimeSlice slice = new TimeSlice();

  /** Up from the request of a turn until its end: many callbacks are one request. */
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Of the running thread, as are those below: up while nothing may be called. */
  private boolean held;

  private Optional<Alarm> alarm = Optional.empty();

  /** The engine's timer for the next of ours. */
  private record Alarm(long when, TimerHandle handle) {}

  /**
   * Of {@code agenda}.
   *
   * @param leaving whether the engine is to end its run: a turn goes no further than its batch then
   */
  Turns(Agenda agenda, EngineSeat seat, Execution execution, BooleanSupplier leaving) {
    this.agenda = agenda;
    this.seat = seat;
    this.execution = execution;
    this.leaving = leaving;
  }

  /** There is something to be run. Any thread. */
  void ask() {
    if (!asked.get() && asked.compareAndSet(false, true)) {
      request();
    }
  }

  /** Nothing is run until {@link #release()}. */
  void hold() {
    held = true;
  }

  /** Asks the engine that is there now for everything. */
  void release() {
    held = false;
    alarm = Optional.empty();
    asked.set(true);
    request();
  }

  private void request() {
    EventLoop engine = seat.orNull();
    if (engine != null) {
      try {
        engine.callSoonThreadsafe(this::turn);
      } catch (EventLoopClosedException retired) {
        return; // in this moment: the move asks its successor; or we are closed ourselves
      }
    }
  }

  private void turn() {
    if (held) {
      return;
    }
    try {
      int ran;
      do {
        ran = agenda.runBatch(execution);
      } while (agenda.isReady() && !leaving.getAsBoolean() && !slice.isOver(ran));
    } finally {
      // First lower it, then look: who came before has asked for nothing, who comes now asks.
      asked.set(false);
      if (agenda.isReady()) {
        ask();
      }
      setAlarm();
    }
  }

  private void alarmRings() {
    if (!held) {
      alarm = Optional.empty();
      if (asked.compareAndSet(false, true)) { // else a turn comes, and takes what is due along
        turn();
      }
    }
  }

  private void setAlarm() {
    OptionalLong next = agenda.nextTime();
    if (next.isEmpty() || alarm.filter(set -> set.when() - next.getAsLong() <= 0).isPresent()) {
      return; // one that rings too early does no harm
    }
    alarm.ifPresent(set -> set.handle().cancel());
    EventLoop engine = seat.orNull();
    long when = engine.time() + (next.getAsLong() - System.nanoTime());
    alarm = Optional.of(new Alarm(next.getAsLong(), engine.callAt(when, this::alarmRings)));
  }
}
