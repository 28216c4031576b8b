package org.hotloop.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotloop.EventLoop;

/** Stands before a loop and counts how many SIGCHLD handlers it was given and not given back. */
final class CountedSignalHandlers {

  private final EventLoop delegate;
  private final EventLoop loop;
  private final AtomicInteger handlers = new AtomicInteger();

  CountedSignalHandlers(EventLoop delegate) {
    this.delegate = delegate;
    this.loop =
        (EventLoop)
            Proxy.newProxyInstance(
                CountedSignalHandlers.class.getClassLoader(),
                new Class<?>[] {EventLoop.class},
                (proxy, method, arguments) -> invoke(method, arguments));
  }

  /** The loop to hand out. */
  EventLoop loop() {
    return loop;
  }

  int count() {
    return handlers.get();
  }

  private Object invoke(Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(delegate, arguments);
      count(method.getName(), arguments, answer);
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void count(String method, Object[] arguments, Object answer) {
    if (method.equals("addSignalHandler") && arguments[0].equals("CHLD")) {
      handlers.incrementAndGet();
    } else if (method.equals("removeSignalHandler") && Boolean.TRUE.equals(answer)) {
      handlers.decrementAndGet();
    }
  }
}
