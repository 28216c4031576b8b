package org.hotloop.watcher.pidfd.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.posix.Pidfds;
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
 * Asks the kernel once what pidfds can do here. Registers {@link WorkingPidfds} where children can
 * be watched by them, and an {@link Impediment} that says why for each thing that they cannot do;
 * before the bundle's start returns, so that who starts it can name the watcher.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=org.hotloop.watcher.pidfd.internal.WorkingPidfds")
@Component(
    immediate = true,
    service = {})
public final class PidfdProbe {

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /** Asks the kernel, where the native layer works. */
  @Activate
  public PidfdProbe(@Reference Posix posix, BundleContext context) {
    this.context = context;
    Pidfds pidfds = posix.pidfds();
    Optional<String> noSignals = pidfds.signalImpediment();
    Optional<String> noWatching = pidfds.watchImpediment();
    noSignals.map(PidfdImpediment::ofSignals).ifPresent(this::register);
    noWatching.map(PidfdImpediment::ofWatching).ifPresent(this::register);
    if (noWatching.isEmpty()) {
      registrations.add(context.registerService(WorkingPidfds.class, new WorkingPidfds(), null));
    }
  }

  private void register(Impediment impediment) {
    registrations.add(context.registerService(Impediment.class, impediment, null));
  }

  @Deactivate
  void deactivate() {
    registrations.forEach(ServiceRegistration::unregister);
  }
}
