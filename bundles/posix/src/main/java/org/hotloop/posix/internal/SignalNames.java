package org.hotloop.posix.internal;

import java.util.Map;
import java.util.Set;

/** Which signals can have a handler in a JVM. */
final class SignalNames {

  private static final Set<String> UNCATCHABLE = Set.of("KILL", "STOP");

  /** What the JVM needs each for. It would let us take some of these, and break. */
  private static final Map<String, String> KEPT_BY_JVM =
      Map.of(
          "QUIT", "thread dumps",
          "ILL", "faults in generated code",
          "FPE", "faults in generated code",
          "SEGV", "faults in generated code",
          "TRAP", "faults in generated code",
          "BUS", "faults in mapped memory",
          "USR2", "suspending threads");

  /** Those that end the JVM: where they were ignored at its start, it silently leaves them so. */
  private static final Set<String> ENDING = Set.of("HUP", "INT", "TERM");

  private SignalNames() {}

  /**
   * The signal of that name.
   *
   * @throws IllegalArgumentException with the reason, when there is none to be had
   */
  static JvmSignal signal(String name) {
    if (UNCATCHABLE.contains(name)) {
      throw refused(name, "it cannot be caught", null);
    }
    if (KEPT_BY_JVM.containsKey(name)) {
      throw refused(name, "the JVM keeps it to itself, for " + KEPT_BY_JVM.get(name), null);
    }
    try {
      return JvmSignal.named(name);
    } catch (IllegalArgumentException e) {
      throw refused(name, "the JVM knows none of this name; CHLD and USR1 are names", e);
    }
  }

  /** For a signal that the JVM itself refuses. */
  static IllegalArgumentException refusedByJvm(JvmSignal signal, IllegalArgumentException cause) {
    return refused(signal.name(), "the JVM keeps it to itself: " + cause.getMessage(), cause);
  }

  /** Whether the JVM, which found {@code signal} ignored, has left it so. */
  static boolean staysIgnored(JvmSignal signal) {
    return ENDING.contains(signal.name());
  }

  /** For a signal that stays ignored. */
  static IllegalArgumentException refusedAsIgnored(JvmSignal signal) {
    return refused(
        signal.name(),
        "it was ignored when the JVM started, as nohup does, and the JVM leaves it so",
        null);
  }

  private static IllegalArgumentException refused(String name, String reason, Throwable cause) {
    return new IllegalArgumentException("signal '%s': %s".formatted(name, reason), cause);
  }
}
