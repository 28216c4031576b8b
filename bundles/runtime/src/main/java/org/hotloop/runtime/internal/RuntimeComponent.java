package org.hotloop.runtime.internal;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Starts and stops the runtime, and tells it the configuration. */
@Component(
    service = {},
    immediate = true,
    configurationPid = RuntimeConfiguration.PID)
@Designate(ocd = RuntimeConfiguration.class)
public final class RuntimeComponent {

  private final RuntimeBundle runtime;

  /** Starts it. */
  @Activate
  public RuntimeComponent(BundleContext context, RuntimeConfiguration configuration) {
    runtime = new RuntimeBundle(context);
    runtime.configure(configuration);
    runtime.start();
  }

  /** Other names: a live swap. */
  @Modified
  void modified(RuntimeConfiguration configuration) {
    runtime.configure(configuration);
  }

  /** Stops it; afterwards none of its threads is left. */
  @Deactivate
  void deactivate() {
    runtime.stop();
  }
}
