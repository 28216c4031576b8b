package org.hotloop.tck;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * The JDK's own door to a signal, past Hotloop. By reflection: javac's warning of {@code sun.misc}
 * cannot be suppressed, and the JDK has no other way to touch a signal.
 */
final class JdkSignal {

  private final Object signal;

  /**
   * @param name without SIG
   */
  JdkSignal(String name) throws ReflectiveOperationException {
    signal = signalType().getConstructor(String.class).newInstance(name);
  }

  /** A handler that runs {@code action}; an object like any other. */
  static Object handler(Runnable action) throws ReflectiveOperationException {
    return Proxy.newProxyInstance(
        JdkSignal.class.getClassLoader(),
        new Class<?>[] {handlerType()},
        (proxy, method, arguments) -> answer(proxy, method, arguments, action));
  }

  /** What a signal does where nobody handles it. */
  static Object defaultHandler() throws ReflectiveOperationException {
    return handlerType().getField("SIG_DFL").get(null);
  }

  /** Lets a signal do nothing. */
  static Object ignoringHandler() throws ReflectiveOperationException {
    return handlerType().getField("SIG_IGN").get(null);
  }

  /** Installs {@code handler}; gives the one before. */
  Object handle(Object handler) throws ReflectiveOperationException {
    Method handle = signalType().getMethod("handle", signalType(), handlerType());
    return handle.invoke(null, signal, handler);
  }

  /** Sends the signal to this process. */
  void raise() throws ReflectiveOperationException {
    signalType().getMethod("raise", signalType()).invoke(null, signal);
  }

  private static Object answer(Object proxy, Method method, Object[] arguments, Runnable action) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "foreign handler";
      default -> {
        action.run();
        yield null;
      }
    };
  }

  private static Class<?> signalType() throws ClassNotFoundException {
    return Class.forName("sun.misc.Signal");
  }

  private static Class<?> handlerType() throws ClassNotFoundException {
    return Class.forName("sun.misc.SignalHandler");
  }
}
