package org.hotloop.posix;

import java.util.Objects;
import org.hotloop.posix.internal.SignalHubs;

/**
 * The process's signal handlers, shared: each signal can have any number of listeners, and one that
 * was there before Hotloop is called as well and restored with the last listener. What the JVM
 * itself does by default, such as to end at TERM, does not happen meanwhile. Needs no native code
 * of ours. Any thread.
 */
public final class Signals {

  private Signals() {}

  /**
   * Calls {@code listener} for each delivery, on a thread of the JVM's; it must not block. What it
   * throws is logged. A delivery that does not tell it is over, for those that it does tell, when
   * this returns: who listens anew and then ends an older listening misses none between the two,
   * and is told none by both after that.
   *
   * @param signal the name without SIG
   * @return takes the listener away again; idempotent
   * @throws IllegalArgumentException for a signal that is unknown, cannot be caught, or that the
   *     JVM keeps to itself; the text says which
   */
  public static Registration listen(String signal, Runnable listener) {
    Objects.requireNonNull(listener, "listener");
    return SignalHubs.listen(signal, listener);
  }

  /**
   * Puts our handler back where somebody else has taken the signal since, or reset it: the first
   * {@link java.lang.Process} of a JVM resets CHLD. Does nothing for a signal without listeners.
   */
  public static void reassert(String signal) {
    SignalHubs.reassert(signal);
  }

  /** A listener that can be taken away. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    /** When this returns the listener is not called any more, and all others know what it knows. */
    @Override
    void close();
  }
}
