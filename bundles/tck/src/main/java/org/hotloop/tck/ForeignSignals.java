package org.hotloop.tck;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What another party in the JVM does to SIGCHLD. By reflection: javac's warning of {@code sun.misc}
 * cannot be suppressed, and the JDK has no other way to touch a signal.
 */
public final class ForeignSignals {

  private static final String SIGCHLD = "CHLD";

  private ForeignSignals() {}

  /** As the first {@link Process} of a JVM does. */
  public static void resetSigchld() throws ReflectiveOperationException {
    handle(handlerType().getField("SIG_DFL").get(null));
  }

  /** As a bundle that wants the signal for itself does. */
  public static void takeSigchld() throws ReflectiveOperationException {
    handle(
        Proxy.newProxyInstance(
            ForeignSignals.class.getClassLoader(),
            new Class<?>[] {handlerType()},
            ForeignSignals::answer));
  }

  /** As any process that may signal this one does. */
  public static void raiseSigchld() throws ReflectiveOperationException {
    signalType().getMethod("raise", signalType()).invoke(null, sigchld());
  }

  /** An object like any other, whose {@code handle} does nothing. */
  private static Object answer(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "foreign handler";
      default -> null;
    };
  }

  private static void handle(Object handler) throws ReflectiveOperationException {
    Method handle = signalType().getMethod("handle", signalType(), handlerType());
    handle.invoke(null, sigchld(), handler);
  }

  private static Object sigchld() throws ReflectiveOperationException {
    return signalType().getConstructor(String.class).newInstance(SIGCHLD);
  }

  private static Class<?> signalType() throws ClassNotFoundException {
    return Class.forName("sun.misc.Signal");
  }

  private static Class<?> handlerType() throws ClassNotFoundException {
    return Class.forName("sun.misc.SignalHandler");
  }
}
