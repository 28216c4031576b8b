package org.hotloop.runtime.internal.swap;

import org.hotloop.child.ExitStatus;
import org.hotloop.runtime.internal.election.Breach;
import org.hotloop.runtime.internal.election.Candidate;
import org.hotloop.spi.RetainedChildHandler;

/**
 * A registration in the hands of one provider: the handler that the provider gets to see. So it is
 * known who tells an exit, and a provider that is late never reaches a newer registration of a
 * reused pid. Any thread.
 */
final class Custody implements RetainedChildHandler {

  private final Registration registration;
  private final Candidate<?> provider;
  private volatile boolean over;

  Custody(Registration registration, Candidate<?> provider) {
    this.registration = registration;
    this.provider = provider;
  }

  Registration registration() {
    return registration;
  }

  /** The provider has said that it will not tell this exit. */
  void ends() {
    over = true;
  }

  /** The provider tells the exit. The number is not looked at: it may be another child's by now. */
  @Override
  public void childExited(long ignored, ExitStatus statusOrNull) {
    if (statusOrNull == null) {
      breaks(Breach.TOLD_NOTHING);
    }
    registration.told(this, statusOrNull);
  }

  /** It told, was believed, and had said that it would not. */
  void believed() {
    if (over) {
      breaks(Breach.TOLD_RETURNED);
    }
  }

  String provider() {
    return provider.name();
  }

  void breaks(Breach breach) {
    provider.breaks(breach, "pid " + registration.pid());
  }
}
