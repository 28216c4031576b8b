package org.hotloop.posix.watch;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Queue;
import org.hotloop.EventLoop;

/** A loop that runs what is queued when a test says so, also inside a callback of another one. */
final class QueuedLoop {

  private static QueuedLoop running;

  private final Queue<Runnable> callbacks = new ArrayDeque<>();
  private final EventLoop loop =
      (EventLoop)
          Proxy.newProxyInstance(
              QueuedLoop.class.getClassLoader(),
              new Class<?>[] {EventLoop.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "isClosed" -> false;
                    case "callSoonThreadsafe" -> {
                      callbacks.add((Runnable) arguments[0]);
                      yield null;
                    }
                    case "callLater" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  /** Which one runs; null when none does. */
  static QueuedLoop running() {
    return running;
  }

  EventLoop loop() {
    return loop;
  }

  void run() {
    QueuedLoop outer = running;
    running = this;
    try {
      while (!callbacks.isEmpty()) {
        callbacks.remove().run();
      }
    } finally {
      running = outer;
    }
  }
}
