package org.hotloop.runtime.internal.front;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.EventLoop;
import org.hotloop.spi.LoopEngine;

/** Puts engines into a front's seat, and out of it. On the front's thread between two runs. */
final class Mover {

  private static final Logger LOG = System.getLogger(Mover.class.getName());

  private final EventLoop front;
  private final EngineSeat seat;
  private final Settings settings;
  private final Agenda agenda;
  private final Turns turns;
  private final Watches watches;
  private final SignalWatches signals;
  private final Estates estates;

  Mover(
      EventLoop front,
      EngineSeat seat,
      Settings settings,
      Agenda agenda,
      Turns turns,
      Watches watches,
      SignalWatches signals,
      Estates estates) {
    this.front = front;
    this.seat = seat;
    this.settings = settings;
    this.agenda = agenda;
    this.turns = turns;
    this.watches = watches;
    this.signals = signals;
    this.estates = estates;
  }

  /**
   * From the engine that is there, if any, to {@code next}.
   *
   * @throws RuntimeException as {@code next} throws where it cannot be used at all; nothing has
   *     changed then
   */
  Move to(EventLoop next) {
    long began = System.nanoTime();
    next.callSoonThreadsafe(() -> {}); // refused by one that is closed, or broken
    EventLoop before = seat.orNull();
    if (next instanceof LoopEngine engine) {
      engine.runFor(front, Optional.ofNullable(before));
    }
    settings.applyTo(next);
    List<Refusal> refused = new ArrayList<>();
    signals.moveBegins();
    try {
      exchange(before, next, refused);
    } finally {
      signals.moveEnds();
    }
    return new Move(size(), texts(refused), System.nanoTime() - began);
  }

  private void exchange(EventLoop before, EventLoop next, List<Refusal> refused) {
    hold();
    seat.put(next); // first: what is registered from here on is registered there
    try {
      watches.move(before, next, refused::add);
      moveSignals(before, next, refused);
    } finally {
      release();
    }
    if (before != null) {
      estates.retire(before);
    }
  }

  /** To no engine: all stays as it is until there is one. */
  Move away() {
    long began = System.nanoTime();
    EventLoop before = seat.orNull();
    signals.moveBegins();
    try {
      seat.put(null);
      watches.leave(Optional.ofNullable(before));
      if (before != null) {
        estates.retire(before);
      }
    } finally {
      signals.moveEnds();
    }
    return new Move(size(), List.of(), System.nanoTime() - began);
  }

  private void moveSignals(EventLoop before, EventLoop next, List<Refusal> refused) {
    if (before == null) {
      signals.begin(next, refused::add);
    } else {
      signals.move(before, next, Mover::runOnce, refused::add);
    }
  }

  private void hold() {
    turns.hold();
    watches.hold();
    signals.hold();
  }

  private void release() {
    signals.release(callback -> agenda.add(Again.of(callback)));
    watches.release();
    turns.release();
  }

  /** One iteration: what is ready at {@code engine} now. */
  private static void runOnce(EventLoop engine) {
    try {
      engine.stop();
      engine.runForever();
    } catch (RuntimeException | Error failure) {
      LOG.log(Level.WARNING, () -> engine + " could not be run", failure);
    }
  }

  private static List<String> texts(List<Refusal> refused) {
    return refused.stream().map(Refusal::toString).toList();
  }

  private int size() {
    return agenda.size() + watches.size() + signals.size();
  }
}
