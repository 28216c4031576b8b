package org.hotloop.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.hotloop.EventLoop;

/** Stands before a loop and sees whether it has a SIGCHLD handler. */
final class ObservedSigchld {

  private final EventLoop delegate;
  private final EventLoop loop;
  private volatile boolean handled;

  ObservedSigchld(EventLoop delegate) {
    this.delegate = delegate;
    this.loop =
        (EventLoop)
            Proxy.newProxyInstance(
                ObservedSigchld.class.getClassLoader(),
                new Class<?>[] {EventLoop.class},
                (proxy, method, arguments) -> invoke(method, arguments));
  }

  /** The loop to hand out. */
  EventLoop loop() {
    return loop;
  }

  /** Whether the loop was given a SIGCHLD handler that was not taken away again. */
  boolean isHandled() {
    return handled;
  }

  private Object invoke(Method method, Object[] arguments) throws Throwable {
    try {
      Object answer = method.invoke(delegate, arguments);
      observe(method.getName(), arguments);
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void observe(String method, Object[] arguments) {
    if (method.endsWith("SignalHandler") && arguments[0].equals("CHLD")) {
      handled = method.startsWith("add");
    }
  }
}
