package org.hotloop.posix.internal;

/** One signal as the JVM lets it be handled. */
final class JvmSignal {

  private final String name;
  private final Object signal;

  private JvmSignal(String name) {
    this.name = name;
    signal = SunMisc.signal(name);
  }

  /**
   * The signal of that name.
   *
   * @throws IllegalArgumentException when the JVM knows none
   */
  static JvmSignal named(String name) {
    return new JvmSignal(name);
  }

  String name() {
    return name;
  }

  /** Two names can have the same. */
  int number() {
    return SunMisc.number(signal);
  }

  /**
   * Puts {@code disposition} in place, in Java and in C, whatever is there.
   *
   * @return what was there
   * @throws IllegalArgumentException when the JVM keeps the signal to itself
   */
  Disposition install(Disposition disposition) {
    return new Disposition(SunMisc.install(signal, disposition.handler));
  }

  /** What happens at a delivery. Equal to another where the handler is the same object. */
  record Disposition(Object handler) {

    /** The kernel's or the JVM's default. */
    static final Disposition DEFAULT = new Disposition(SunMisc.DEFAULT);

    /** Nothing. */
    static final Disposition IGNORED = new Disposition(SunMisc.IGNORED);

    /** Runs {@code action} on a new thread of the JVM's for each delivery. */
    static Disposition running(Runnable action) {
      return new Disposition(SunMisc.handler(action));
    }

    /**
     * Whether somebody's Java code is called. What the JVM itself does, in C or in Java, comes back
     * in a wrapper of the class that the default has as well.
     */
    boolean isJava() {
      return handler.getClass() != DEFAULT.handler.getClass();
    }

    /** Calls that code. */
    void call(JvmSignal delivered) {
      SunMisc.call(handler, delivered.signal);
    }
  }
}
