package org.hotloop.subprocess;

/** No signal has this number. None was sent. */
public final class InvalidSignalException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** The lowest signal's number, and the highest's, which is the last real-time one. */
  private static final int LOWEST = 1;

  private static final int HIGHEST = 64;

  private final int signal;

  /** With the number that was given. */
  public InvalidSignalException(int signal) {
    super("signal %d is not within %d to %d".formatted(signal, LOWEST, HIGHEST));
    this.signal = signal;
  }

  /**
   * Raises unless a signal can have this number.
   *
   * @throws InvalidSignalException when out of range
   */
  public static void check(int signal) {
    if (signal < LOWEST || signal > HIGHEST) {
      throw new InvalidSignalException(signal);
    }
  }

  /** The number that was refused. */
  public int signal() {
    return signal;
  }
}
