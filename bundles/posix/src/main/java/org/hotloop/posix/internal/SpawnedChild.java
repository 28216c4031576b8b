package org.hotloop.posix.internal;

import org.hotloop.posix.PosixException;
import org.hotloop.posix.SignalTarget;

/** A child that was spawned here: this one, not its pid. */
final class SpawnedChild implements SignalTarget {

  private final PosixChildren children;
  private final long pid;

  SpawnedChild(PosixChildren children, long pid) {
    this.children = children;
    this.pid = pid;
  }

  long pid() {
    return pid;
  }

  @Override
  public boolean signal(int signal) throws PosixException {
    return children.signal(this, signal);
  }

  @Override
  public boolean signalGroup(int signal) throws PosixException {
    return children.signalGroup(this, signal);
  }
}
