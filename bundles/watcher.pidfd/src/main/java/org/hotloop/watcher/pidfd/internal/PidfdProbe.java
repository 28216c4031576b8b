package org.hotloop.watcher.pidfd.internal;

import java.util.Optional;
import org.hotloop.posix.Posix;
import org.hotloop.spi.Impediment;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Registers {@link WorkingPidfds} where children can be watched by pidfds, and an {@link
 * Impediment} that says why where they cannot; either way before the bundle's start returns, so
 * that who starts it can name the watcher.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=org.hotloop.watcher.pidfd.internal.WorkingPidfds")
@Component(
    immediate = true,
    service = {})
public final class PidfdProbe {

  private final ServiceRegistration<?> registration;

  /** Asks the kernel, where the native layer works. */
  @Activate
  public PidfdProbe(@Reference Posix posix, BundleContext context) {
    Optional<String> reason = posix.pidfds().watchImpediment();
    registration =
        reason.isEmpty()
            ? context.registerService(WorkingPidfds.class, new WorkingPidfds(), null)
            : context.registerService(Impediment.class, new PidfdImpediment(reason.get()), null);
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
  }
}
