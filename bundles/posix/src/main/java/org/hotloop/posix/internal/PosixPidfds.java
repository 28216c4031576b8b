package org.hotloop.posix.internal;

import java.util.Optional;
import org.hotloop.posix.Pidfd;
import org.hotloop.posix.Pidfds;
import org.hotloop.posix.PosixException;

/** Opens pidfds, through which {@link PosixChildren} waits. */
record PosixPidfds(PidfdCalls calls, PidfdProbe probe, PosixChildren children) implements Pidfds {

  @Override
  public Optional<String> watchImpediment() {
    return probe.watchImpediment();
  }

  @Override
  public Optional<String> signalImpediment() {
    return probe.signalImpediment();
  }

  @Override
  public Pidfd open(long pid) throws PosixException {
    PosixChildren.requirePid(pid);
    return new PosixPidfd(children, pid, calls.open(pid));
  }
}
