package org.hotloop.runtime.internal.swap;

import org.hotloop.child.ForkGuard;

/** A guard entered: no swap happens until it is closed, and the provider's own guard is held. */
final class GateGuard implements ForkGuard {

  private final SwapGate gate;
  private final ForkGuard inner;
  private final Thread thread = Thread.currentThread();
  private boolean closed;

  GateGuard(SwapGate gate, ForkGuard inner) {
    this.gate = gate;
    this.inner = inner;
  }

  @Override
  public void close() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "a fork guard is closed on the thread that entered it, '%s'".formatted(thread.getName()));
    }
    if (closed) {
      return;
    }
    closed = true;
    try {
      inner.close();
    } finally {
      gate.leave();
    }
  }
}
