package org.hotloop.watcher.pidfd.internal;

import org.hotloop.spi.Impediment;

/** Stands in for the Pidfd watcher where that cannot work. */
record PidfdImpediment(String reason) implements Impediment {

  @Override
  public String subject() {
    return "pidfd watcher";
  }

  @Override
  public String consequence() {
    return "it takes no part in the election; any other child watcher works";
  }
}
