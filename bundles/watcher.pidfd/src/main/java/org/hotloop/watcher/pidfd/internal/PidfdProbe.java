package org.hotloop.watcher.pidfd.internal;

import org.hotloop.posix.Posix;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Enables the watcher where children can be watched by pidfds, and the {@link
 * org.hotloop.spi.Impediment} that says why where they cannot; either way before anybody elects.
 */
@Component(
    immediate = true,
    service = {})
public final class PidfdProbe {

  /** Asks the kernel, where the native layer works. */
  @Activate
  public PidfdProbe(@Reference Posix posix, ComponentContext context) {
    boolean works = posix.pidfds().watchImpediment().isEmpty();
    context.enableComponent(
        works ? PidfdChildWatcherComponent.class.getName() : PidfdImpediment.class.getName());
  }
}
