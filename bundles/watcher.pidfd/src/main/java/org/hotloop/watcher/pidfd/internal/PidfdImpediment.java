package org.hotloop.watcher.pidfd.internal;

import org.hotloop.posix.Posix;
import org.hotloop.spi.Impediment;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stands in for the Pidfd watcher; enabled by {@link PidfdProbe}. */
@Component(service = Impediment.class, enabled = false)
public final class PidfdImpediment implements Impediment {

  private final String reason;

  /** With what the probe found. */
  @Activate
  public PidfdImpediment(@Reference Posix posix) {
    reason = posix.pidfds().watchImpediment().orElseThrow();
  }

  @Override
  public String subject() {
    return "pidfd watcher";
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public String consequence() {
    return "it takes no part in the election; any other child watcher works";
  }
}
