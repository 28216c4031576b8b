package org.hotloop.posix.internal;

import org.hotloop.spi.Impediment;

/** Stands in for the native layer where that cannot be loaded. */
record NativeImpediment(String reason) implements Impediment {

  @Override
  public String subject() {
    return "native layer";
  }

  @Override
  public String consequence() {
    return "no children, no child watchers, no raw descriptors;"
        + " event loops, timers, channels and signal handlers work";
  }
}
