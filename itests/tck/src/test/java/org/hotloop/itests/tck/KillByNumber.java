package org.hotloop.itests.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import org.hotloop.subprocess.ProcessGoneException;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.Subprocesses;

/** Subprocesses whose kill is a plain kill(2), whenever it is called. */
final class KillByNumber {

  private static final POSIX POSIX = POSIXFactory.getNativePOSIX();
  private static final int SIGKILL = 9;

  private KillByNumber() {}

  /** Stands before {@code honest}. */
  static Subprocesses before(Subprocesses honest) {
    return proxy(
        Subprocesses.class,
        (method, arguments) ->
            ((CompletionStage<?>) call(honest, method, arguments))
                .thenApply(child -> killable((Subprocess) child)));
  }

  private static Subprocess killable(Subprocess honest) {
    return proxy(
        Subprocess.class,
        (method, arguments) ->
            method.getName().equals("kill") ? kill(honest.pid()) : call(honest, method, arguments));
  }

  private static Void kill(long pid) {
    if (POSIX.kill(pid, SIGKILL) != 0) {
      throw new ProcessGoneException(pid);
    }
    return null;
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls.answer(method, arguments)));
  }

  /** What is done instead. */
  @FunctionalInterface
  private interface Calls {
    Object answer(Method method, Object[] arguments) throws Throwable;
  }
}
