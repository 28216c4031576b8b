package org.hotloop.posix.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;

/**
 * {@code sun.misc.Signal}: the JDK's one door to signals, kept open for everybody. By reflection,
 * since javac warns of the name alone, and since so no framework needs to export or delegate it.
 */
final class SunMisc {

  /** The handler {@code SIG_DFL}. */
  static final Object DEFAULT;

  /** The handler {@code SIG_IGN}. */
  static final Object IGNORED;

  /** Sees the two classes, which a bundle's loader need not. */
  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

  private static final Class<?> HANDLER;
  private static final MethodHandle NEW_SIGNAL;
  private static final MethodHandle NUMBER;
  private static final MethodHandle INSTALL;
  private static final MethodHandle CALL;

  static {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal", true, JDK);
      HANDLER = Class.forName("sun.misc.SignalHandler", true, JDK);
      Lookup lookup = MethodHandles.publicLookup();
      DEFAULT = HANDLER.getField("SIG_DFL").get(null);
      IGNORED = HANDLER.getField("SIG_IGN").get(null);
      NEW_SIGNAL = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
      NUMBER = lookup.findVirtual(signal, "getNumber", MethodType.methodType(int.class));
      INSTALL =
          lookup.findStatic(signal, "handle", MethodType.methodType(HANDLER, signal, HANDLER));
      CALL = lookup.findVirtual(HANDLER, "handle", MethodType.methodType(void.class, signal));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this JVM has no sun.misc.Signal: its module jdk.unsupported is missing", e);
    }
  }

  private SunMisc() {}

  /** As {@code new Signal(name)}. */
  static Object signal(String name) {
    return invoke(NEW_SIGNAL, name);
  }

  /** As {@code signal.getNumber()}. */
  static int number(Object signal) {
    return (int) invoke(NUMBER, signal);
  }

  /** As {@code Signal.handle(signal, handler)}. */
  static Object install(Object signal, Object handler) {
    return invoke(INSTALL, signal, handler);
  }

  /** As {@code handler.handle(signal)}. */
  static void call(Object handler, Object signal) {
    invoke(CALL, handler, signal);
  }

  /** A handler that runs {@code action}. */
  static Object handler(Runnable action) {
    return Proxy.newProxyInstance(
        JDK,
        new Class<?>[] {HANDLER},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              case "toString" -> "handler " + action;
              default -> {
                action.run();
                yield null;
              }
            });
  }

  private static Object invoke(MethodHandle method, Object... arguments) {
    try {
      return method.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // none of them declares any
    }
  }
}
