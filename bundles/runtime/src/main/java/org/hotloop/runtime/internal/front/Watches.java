package org.hotloop.runtime.internal.front;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * A front's readers and writers. They are kept here and begun at whichever engine there is; where
 * that cannot watch anything, those that were there before get a {@link GracePeriod}.
 *
 * <p>No lock: who adds writes it down, then looks for the engine; a move puts the next engine
 * there, then looks for what is written down. So one of the two begins each watch, or both do,
 * which is the same. Any thread, unless said otherwise.
 */
final class Watches {

  private static final Logger LOG = System.getLogger(Watches.class.getName());

  private final EngineSeat seat;
  private final Consumer<CallbackHandle> runner;
  private final GracePeriod grace;
  private final Map<Watch, CallbackHandle> callbacks = new ConcurrentHashMap<>();

  /** Of the running thread: up while a move lets engines run for a last, or a first, time. */
  private boolean held;

  Watches(EngineSeat seat, Consumer<CallbackHandle> runner, GracePeriod grace) {
    this.seat = seat;
    this.runner = runner;
    this.grace = grace;
  }

  /** Begins a watch, or replaces its callback; where there is no engine, the next one begins it. */
  void add(Watch watch, CallbackHandle callback) {
    CallbackHandle before = callbacks.put(watch, callback);
    try {
      begin(watch);
    } catch (RuntimeException refused) {
      if (before == null) {
        callbacks.remove(watch, callback);
      } else {
        callbacks.replace(watch, callback, before);
      }
      throw refused;
    }
    if (before != null) {
      before.cancel();
    }
  }

  /** Ends a watch; says whether there was one. An engine that takes none refuses this, too. */
  boolean remove(Watch watch) {
    CallbackHandle removed = callbacks.remove(watch);
    if (removed != null) {
      removed.cancel();
    }
    end(watch);
    return removed != null;
  }

  int size() {
    return callbacks.size();
  }

  /** Nothing is called until {@link #release()}; what is ready then is told anew. */
  void hold() {
    held = true;
  }

  void release() {
    held = false;
  }

  /**
   * From one engine, if there was one, to the next, which is there already. On the running thread.
   *
   * @param refused is told what {@code next} does not take
   */
  void move(EventLoop fromOrNull, EventLoop next, Consumer<Refusal> refused) {
    leave(Optional.ofNullable(fromOrNull)); // first: only one can watch a descriptor
    callbacks.forEach(
        (watch, callback) -> {
          try {
            watch.begin(next, () -> ready(watch));
          } catch (RuntimeException failure) {
            refused.accept(refusal(watch, callback, failure));
          }
        });
  }

  private Refusal refusal(Watch watch, CallbackHandle callback, RuntimeException why) {
    if (why instanceof UnsupportedOperationException && grace.grants(watch)) {
      grace.begin(watch, () -> ready(watch));
      return new Refusal(watch.toString(), why, Optional.of(grace.length()));
    }
    callbacks.remove(watch, callback);
    return new Refusal(watch.toString(), why, Optional.empty());
  }

  /** The engine goes, before another one comes, or to none. On the running thread. */
  void leave(Optional<EventLoop> engine) {
    grace.reset();
    engine.ifPresent(from -> callbacks.keySet().forEach(watch -> leave(from, watch)));
  }

  /** An engine is foreign: what it throws must not keep the others from the next one. */
  private void leave(EventLoop engine, Watch watch) {
    try {
      end(watch, engine);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, () -> "%s did not let go of %s".formatted(engine, watch), failure);
    }
  }

  /** The grace period is over: what nobody has ended by now is watched no more. */
  void endGrace() {
    callbacks.forEach(
        (watch, callback) -> {
          if (grace.end(watch)) {
            callbacks.remove(watch, callback);
            callback.cancel();
            LOG.log(Level.WARNING, "{0} is not watched any more: the event loop cannot", watch);
          }
        });
  }

  /** Forgets all; the engine is closed. */
  void close() {
    grace.stop();
    callbacks.values().forEach(CallbackHandle::cancel);
    callbacks.clear();
  }

  /** On the running thread, called by an engine, or in the grace period. */
  private void ready(Watch watch) {
    if (held) {
      return;
    }
    CallbackHandle callback = callbacks.get(watch);
    if (callback != null) {
      runner.accept(callback);
    } else {
      end(watch); // it was removed beside the move that began it
    }
  }

  private void begin(Watch watch) {
    EventLoop asked = seat.orNull();
    try {
      seat.begin(engine -> watch.begin(engine, () -> ready(watch)));
      grace.remember(watch);
    } catch (UnsupportedOperationException refused) {
      if (!grace.grants(watch)) {
        throw refused;
      }
      grace.begin(watch, () -> ready(watch));
      if (seat.orNull() != asked) { // a move beside us has begun it, or will
        grace.end(watch);
        begin(watch);
      }
    }
  }

  private void end(Watch watch) {
    EventLoop engine = seat.orNull();
    if (engine == null) {
      return;
    }
    end(watch, engine);
    if (callbacks.containsKey(watch)) {
      begin(watch); // somebody has added it anew beside us, and we have ended that
    }
  }

  private void end(Watch watch, EventLoop engine) {
    try {
      watch.end(engine);
    } catch (UnsupportedOperationException refused) {
      if (!grace.knows(watch)) {
        throw refused;
      }
      grace.end(watch);
    }
  }
}
