package org.hotloop.posix.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixUnavailableException;
import org.hotloop.spi.Impediment;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Registers the native layer where it can be loaded, and an {@link Impediment} that says why where
 * it cannot; either way it is known before anybody needs it. Shuts the layer with the bundle.
 */
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>=org.hotloop.posix.Posix")
@Component(
    immediate = true,
    service = {})
public final class PosixComponent {

  private static final Logger LOGGER = System.getLogger(PosixComponent.class.getName());

  private final ServiceRegistration<?> registration;

  /** Loads the layer. */
  @Activate
  public PosixComponent(BundleContext context) {
    registration = register(context);
  }

  /** Users have let go when the layer is shut. */
  @Deactivate
  void deactivate() {
    registration.unregister();
    NativeLayer.shut();
  }

  private static ServiceRegistration<?> register(BundleContext context) {
    try {
      return context.registerService(Posix.class, Posix.get(), null);
    } catch (PosixUnavailableException e) {
      LOGGER.log(Level.WARNING, "the native layer is not available", e);
      return context.registerService(Impediment.class, new NativeImpediment(e.getMessage()), null);
    }
  }
}
