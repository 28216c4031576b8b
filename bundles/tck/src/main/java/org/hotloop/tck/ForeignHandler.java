package org.hotloop.tck;

/** A signal handler as another bundle installs it, past Hotloop; what was there returns after. */
final class ForeignHandler implements AutoCloseable {

  private final JdkSignal signal;
  private final Object handler;
  private final Object before;

  ForeignHandler(String name, Runnable action) throws ReflectiveOperationException {
    signal = new JdkSignal(name);
    handler = JdkSignal.handler(action);
    before = signal.handle(handler);
  }

  /** Whether it is this that the JVM calls. */
  boolean isInPlace() throws ReflectiveOperationException {
    Object present = signal.handle(handler);
    signal.handle(present);
    return present == handler;
  }

  @Override
  public void close() throws ReflectiveOperationException {
    signal.handle(before);
  }
}
