package org.hotloop.posix.internal;

import org.hotloop.posix.internal.JvmSignal.Disposition;

/** SIGCHLD, which must not be ignored, and which the JDK resets once. */
final class ChildSignal {

  static final String NAME = "CHLD";

  private static final String FIRST_PROCESS = "java.lang.ProcessImpl";

  /** Guarded by the class. */
  private static boolean settled;

  private ChildSignal() {}

  /**
   * Lets the JDK do now what it would do with the first {@link Process}: reset SIGCHLD, and with it
   * every handler installed before. That also ends what a parent may have left us: where SIGCHLD is
   * ignored, the kernel keeps no exit status. A handler that somebody has installed stays.
   */
  static synchronized void settle() {
    if (settled) {
      return;
    }
    JvmSignal signal = JvmSignal.named(NAME);
    Disposition before = signal.install(Disposition.DEFAULT);
    loadFirstProcess();
    if (!before.equals(Disposition.IGNORED)) {
      signal.install(before);
    }
    settled = true;
  }

  private static void loadFirstProcess() {
    try {
      Class.forName(FIRST_PROCESS);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this JDK starts processes in a way unknown to us", e);
    }
  }
}
