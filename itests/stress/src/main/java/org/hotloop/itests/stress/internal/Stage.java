package org.hotloop.itests.stress.internal;

import java.io.PrintStream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.itests.stress.internal.ProviderBundle.Provider;
import org.hotloop.posix.Posix;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Where a scenario is played: what there is in every Felix with Hotloop, and what is asked for.
 *
 * @param mainLoop the managed loop of that name, got once: it stays through all swaps
 * @param out where it says how it goes
 */
public record Stage(
    BundleContext context,
    EventLoopRuntime runtime,
    EventLoop mainLoop,
    ConfigurationAdmin configurations,
    ServiceComponentRuntime components,
    Posix posix,
    Settings settings,
    PrintStream out) {

  /**
   * What a component provides.
   *
   * @param nameProperty the service property with its name
   * @param className the public class that a user makes by hand
   */
  public Provider provider(ServiceReference<?> reference, String nameProperty, String className) {
    ComponentDescriptionDTO component =
        components.getComponentDescriptionDTO(
            reference.getBundle(), String.valueOf(reference.getProperty("component.name")));
    return new Provider(
        String.valueOf(reference.getProperty(nameProperty)),
        component.configurationPid[0],
        reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0,
        className);
  }
}
