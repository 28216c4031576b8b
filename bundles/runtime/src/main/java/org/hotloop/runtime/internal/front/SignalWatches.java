package org.hotloop.runtime.internal.front;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hotloop.EventLoop;
import org.hotloop.spi.schedule.CallbackHandle;

/**
 * A front's signal handlers, kept and moved as {@link Watches} are. A signal has no level that
 * could be looked at again, so a move holds two engines' handlers for a moment, and what both are
 * told is one call: signals coalesce. Any thread, unless said otherwise.
 */
final class SignalWatches {

  private final EngineSeat seat;
  private final Consumer<CallbackHandle> runner;
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

  /** Of the running thread. */
  private boolean held;

  /** The move that goes on; null while there is none. Written by the running thread. */
  private volatile Passage passage;

  /** A move, from before the next engine is there until the one before it has gone. */
  private record Passage(Thread mover, CompletableFuture<Void> over) {}

  private static final class Handler {

    private final CallbackHandle callback;

    /** Of the running thread: a signal came while calls were held. */
    private boolean pending;

    Handler(CallbackHandle callback) {
      this.callback = callback;
    }
  }

  SignalWatches(EngineSeat seat, Consumer<CallbackHandle> runner) {
    this.seat = seat;
    this.runner = runner;
  }

  /** As {@link EventLoop#addSignalHandler}. */
  void add(String signal, CallbackHandle callback) {
    Handler added = new Handler(callback);
    Handler before = handlers.put(signal, added);
    try {
      seat.begin(engine -> begin(signal, engine));
    } catch (RuntimeException refused) {
      if (before == null) {
        handlers.remove(signal, added);
      } else {
        handlers.replace(signal, added, before);
      }
      throw refused;
    }
    if (before != null) {
      before.callback.cancel();
    }
  }

  /** As {@link EventLoop#removeSignalHandler}: no engine has it any more when this returns. */
  boolean remove(String signal) {
    Handler removed = handlers.remove(signal);
    awaitMove(); // which may be about to begin what it found here before
    EventLoop engine = seat.orNull();
    if (engine != null) {
      end(signal, engine);
    }
    awaitMove(); // which may have put that engine there, and not let go of the one before
    if (removed != null) {
      removed.callback.cancel();
    }
    return removed != null;
  }

  /**
   * A move only calls engines, and holds our callbacks: it waits for nobody that could wait here.
   */
  private void awaitMove() {
    Passage present = passage;
    if (present != null && present.mover != Thread.currentThread()) {
      present.over.join();
    }
  }

  /** Before the next engine is there, or the one before it has gone. On the running thread. */
  void moveBegins() {
    passage = new Passage(Thread.currentThread(), new CompletableFuture<>());
  }

  /** The engine before has gone, if there was one. On the running thread. */
  void moveEnds() {
    Passage ended = passage;
    passage = null;
    ended.over.complete(null);
  }

  int size() {
    return handlers.size();
  }

  /** Nothing is called until {@link #release}; what comes is kept. */
  void hold() {
    held = true;
  }

  /** Has {@code ready} called for each handler that a signal came for. */
  void release(Consumer<CallbackHandle> ready) {
    held = false;
    handlers
        .values()
        .forEach(
            handler -> {
              if (handler.pending) {
                handler.pending = false;
                ready.accept(handler.callback);
              }
            });
  }

  /**
   * From one engine to the next, which is there already. On the running thread, while calls are
   * held.
   *
   * @param flush lets an engine run what it has
   * @param refused is told what {@code next} does not take; it is not called any more
   */
  void move(EventLoop from, EventLoop next, Consumer<EventLoop> flush, Consumer<Refusal> refused) {
    if (handlers.isEmpty()) {
      return;
    }
    begin(next, refused);
    // Both have them now. What came before this moment only the old one knows: it tells it, then
    // goes. What came beside it the next one knows as well, and tells it before calls are released.
    flush.accept(from);
    handlers.keySet().forEach(from::removeSignalHandler);
    flush.accept(next);
  }

  /** The first engine, or the first after a while without. */
  void begin(EventLoop engine, Consumer<Refusal> refused) {
    handlers.forEach(
        (signal, handler) -> {
          try {
            begin(signal, engine);
            if (!handlers.containsKey(signal)) {
              end(signal, engine); // removed beside us, before we began it: nobody else ends it
            }
          } catch (RuntimeException failure) {
            handlers.remove(signal, handler);
            refused.accept(new Refusal("SIG" + signal, failure, Optional.empty()));
          }
        });
  }

  /** Forgets all; the engine is closed. */
  void close() {
    handlers.values().forEach(handler -> handler.callback.cancel());
    handlers.clear();
  }

  private void begin(String signal, EventLoop engine) {
    engine.addSignalHandler(signal, () -> delivered(signal));
  }

  private void end(String signal, EventLoop engine) {
    engine.removeSignalHandler(signal);
    if (handlers.containsKey(signal)) {
      seat.begin(present -> begin(signal, present)); // added anew beside us, and we ended that
    }
  }

  /** On the running thread, called by an engine. */
  private void delivered(String signal) {
    Handler handler = handlers.get(signal);
    if (handler == null) {
      return; // removed while it was on its way
    }
    if (held) {
      handler.pending = true;
    } else {
      runner.accept(handler.callback);
    }
  }
}
