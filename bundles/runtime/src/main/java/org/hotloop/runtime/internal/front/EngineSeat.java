package org.hotloop.runtime.internal.front;

import java.util.function.Consumer;
import java.util.function.Function;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopClosedException;
import org.hotloop.NoEventLoopPolicyException;

/** The engine that a front has now, if any. Any thread. */
final class EngineSeat {

  /** Null while there is none. Written by the front's thread, or while it does not run. */
  private volatile EventLoop engine;

  EventLoop orNull() {
    return engine;
  }

  void put(EventLoop engineOrNull) {
    engine = engineOrNull;
  }

  /**
   * Begins at the engine what is written down for whichever there is. Where there is none, or it is
   * retired in this moment, its successor begins it: the move puts that here before it looks.
   */
  void begin(Consumer<? super EventLoop> beginning) {
    EventLoop present = engine;
    if (present == null) {
      return;
    }
    try {
      beginning.accept(present);
    } catch (EventLoopClosedException closed) {
      if (present == engine) {
        throw closed; // with us, and not to be replaced
      }
    }
  }

  /**
   * Does something at the engine; where that is retired in this moment, at its successor.
   *
   * @throws NoEventLoopPolicyException when there is none
   */
  <T> T ask(Function<? super EventLoop, T> question) {
    while (true) {
      EventLoop asked = engine;
      if (asked == null) {
        throw new NoEventLoopPolicyException(
            "no event loop policy makes this loop's engine now; start a bundle that provides one,"
                + " such as org.hotloop.loop");
      }
      try {
        return question.apply(asked);
      } catch (EventLoopClosedException closed) {
        if (asked == engine) {
          throw closed; // with us, and not to be replaced
        }
      }
    }
  }
}
