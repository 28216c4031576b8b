package org.hotloop.posix.internal;

import org.hotloop.posix.ExitWait;
import org.hotloop.posix.ExitWaits;

/** Makes waits that a signal can end; finds that signal with the first. */
final class PosixExitWaits implements ExitWaits {

  private final NativeLibrary library;
  private final WaitCalls waits;

  /** Null until one was needed and found. Guarded by this. */
  private WakeSignal signal;

  PosixExitWaits(NativeLibrary library) {
    this.library = library;
    waits = new WaitCalls(library);
  }

  @Override
  public ExitWait of(long pid) {
    PosixChildren.requirePid(pid);
    return new PosixExitWait(library, waits, signal(), pid);
  }

  synchronized WakeSignal signal() {
    if (signal == null) {
      signal = WakeSignal.claim(library);
    }
    return signal;
  }
}
