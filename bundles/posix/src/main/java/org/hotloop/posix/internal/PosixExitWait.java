package org.hotloop.posix.internal;

import java.util.OptionalInt;
import org.hotloop.posix.ExitWait;

/**
 * A {@code waitid} with {@code WNOWAIT} that blocks, and that a signal to its thread interrupts.
 *
 * <p>The window between the look at {@link #ended} and the kernel's wait cannot be closed from
 * here: a signal that comes within it interrupts nothing. Whoever ends the wait sends another.
 */
final class PosixExitWait implements ExitWait {

  private final NativeLibrary library;
  private final WaitCalls waits;
  private final WakeSignal signal;
  private final long pid;

  /**
   * The thread that waits. Guarded by this, also while it is signalled: so the thread is alive
   * then, and its number nobody else's.
   */
  private OptionalInt waiting = OptionalInt.empty();

  private volatile boolean ended;

  PosixExitWait(NativeLibrary library, WaitCalls waits, WakeSignal signal, long pid) {
    this.library = library;
    this.waits = waits;
    this.signal = signal;
    this.pid = pid;
  }

  @Override
  public boolean await() {
    signal.admit();
    enter(OptionalInt.of(library.libc().gettid()));
    try {
      return waits.awaitEnd(pid, () -> ended);
    } finally {
      enter(OptionalInt.empty());
    }
  }

  @Override
  public synchronized boolean end() {
    ended = true;
    waiting.ifPresent(signal::send);
    return waiting.isEmpty();
  }

  private synchronized void enter(OptionalInt thread) {
    waiting = thread;
  }
}
