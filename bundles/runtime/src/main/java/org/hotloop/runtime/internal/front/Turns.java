package org.hotloop.runtime.internal.front;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.TimerHandle;

/**
 * When a front's agenda is run: an engine is asked for one callback whenever there is something to
 * run, however much it is, and for one timer, the next. What an engine was asked for and has not
 * done when it goes is asked of its successor.
 */
final class Turns {

  private final Agenda agenda;
  private final EngineSeat seat;
  private final Consumer<Callback> runner;

  /** Up from the request of a turn until it begins: many callbacks are one request. */
  private final AtomicBoolean asked = new AtomicBoolean();

  /** Of the running thread, as are those below: up while nothing may be called. */
  private boolean held;

  private Optional<Alarm> alarm = Optional.empty();

  /** The engine's timer for the next of ours. */
  private record Alarm(long when, TimerHandle handle) {}

  Turns(Agenda agenda, EngineSeat seat, Consumer<Callback> runner) {
    this.agenda = agenda;
    this.seat = seat;
    this.runner = runner;
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
    asked.set(false); // first: what comes from here on needs a turn of its own
    try {
      agenda.runBatch(runner);
    } finally {
      if (agenda.isReady()) {
        ask();
      }
      setAlarm();
    }
  }

  private void alarmRings() {
    if (!held) {
      alarm = Optional.empty();
      if (!asked.get()) { // else a turn is about to come, and takes what is due along
        turn();
      }
    }
  }

  private void setAlarm() {
    Optional<Timer> first = agenda.first();
    if (first.isEmpty() || alarm.filter(set -> set.when() - first.get().when() <= 0).isPresent()) {
      return; // one that rings too early does no harm
    }
    alarm.ifPresent(set -> set.handle().cancel());
    EventLoop engine = seat.orNull();
    long when = engine.time() + (first.get().when() - System.nanoTime());
    alarm = Optional.of(new Alarm(first.get().when(), engine.callAt(when, this::alarmRings)));
  }
}
