package org.hotloop.tck;

/** What another party in the JVM does to SIGCHLD. */
public final class ForeignSignals {

  private static final String SIGCHLD = "CHLD";

  private ForeignSignals() {}

  /** As the first {@link Process} of a JVM does. */
  public static void resetSigchld() throws ReflectiveOperationException {
    new JdkSignal(SIGCHLD).handle(JdkSignal.defaultHandler());
  }

  /** As code does that wants no zombies: statuses are lost from now on. */
  public static void ignoreSigchld() throws ReflectiveOperationException {
    new JdkSignal(SIGCHLD).handle(JdkSignal.ignoringHandler());
  }

  /** As a bundle that wants the signal for itself does. */
  public static void takeSigchld() throws ReflectiveOperationException {
    new JdkSignal(SIGCHLD).handle(JdkSignal.handler(() -> {}));
  }

  /** As any process that may signal this one does. */
  public static void raiseSigchld() throws ReflectiveOperationException {
    new JdkSignal(SIGCHLD).raise();
  }
}
