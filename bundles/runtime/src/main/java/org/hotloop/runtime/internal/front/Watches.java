package org.hotloop.runtime.internal.front;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hotloop.EventLoop;

/**
 * A front's readers and writers. They are kept here and begun at whichever engine there is.
 *
 * <p>No lock: who adds writes it down, then looks for the engine; a move puts the next engine
 * there, then looks for what is written down. So one of the two begins each watch, or both do,
 * which is the same. Any thread, unless said otherwise.
 */
final class Watches {

  private final EngineSeat seat;
  private final Consumer<Callback> runner;
  private final Map<Watch, Callback> callbacks = new ConcurrentHashMap<>();

  /** Of the running thread: up while a move lets engines run for a last, or a first, time. */
  private boolean held;

  /** Of the running thread: up while that ends which the engine cannot watch. */
  private boolean ending;

  Watches(EngineSeat seat, Consumer<Callback> runner) {
    this.seat = seat;
    this.runner = runner;
  }

  /** Begins a watch, or replaces its callback; where there is no engine, the next one begins it. */
  void add(Watch watch, Callback callback) {
    Callback before = callbacks.put(watch, callback);
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
    Callback removed = callbacks.remove(watch);
    if (removed != null) {
      removed.cancel();
    }
    if (!ending) {
      end(watch);
    }
    return removed != null;
  }

  /**
   * Runs {@code end}, which removes its watches here only: an engine that takes none would refuse
   * it, and one that has them finds them gone when they are ready.
   */
  void removeFor(Runnable end) {
    ending = true;
    try {
      end.run();
    } finally {
      ending = false;
    }
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
   * @param refused is told what {@code next} does not take; it is not watched any more
   */
  void move(EventLoop fromOrNull, EventLoop next, Consumer<Refusal> refused) {
    callbacks.forEach(
        (watch, callback) -> {
          try {
            if (fromOrNull != null) {
              watch.end(fromOrNull); // first: a descriptor can be watched by one of them only
            }
            watch.begin(next, () -> ready(watch));
          } catch (RuntimeException failure) {
            callbacks.remove(watch, callback);
            refused.accept(new Refusal(watch.toString(), failure));
          }
        });
  }

  /** The engine goes, and there is no other one yet. On the running thread. */
  void leave(EventLoop engine) {
    callbacks.keySet().forEach(watch -> watch.end(engine));
  }

  /** Forgets all; the engine is closed. */
  void close() {
    callbacks.values().forEach(Callback::cancel);
    callbacks.clear();
  }

  /** On the running thread, called by an engine. */
  private void ready(Watch watch) {
    if (held) {
      return;
    }
    Callback callback = callbacks.get(watch);
    if (callback != null) {
      runner.accept(callback);
    } else {
      end(watch); // it was removed beside the move that began it
    }
  }

  private void begin(Watch watch) {
    seat.begin(engine -> watch.begin(engine, () -> ready(watch)));
  }

  private void end(Watch watch) {
    EventLoop engine = seat.orNull();
    if (engine != null) {
      watch.end(engine);
      if (callbacks.containsKey(watch)) {
        begin(watch); // somebody has added it anew beside us, and we have ended that
      }
    }
  }
}
