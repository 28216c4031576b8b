package org.hotloop.itests.stress.internal;

import java.io.PrintStream;
import java.util.function.Predicate;
import org.hotloop.EventLoopRuntime;
import org.hotloop.posix.Posix;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * What runs inside the framework, as a type that is the same outside: runs it all, prints how it
 * goes, and answers whether nothing was lost and nothing leaked.
 */
@Component(service = Predicate.class, property = "hotloop.stress:Boolean=true")
public final class StressComponent implements Predicate<PrintStream> {

  private final BundleContext context;
  private final EventLoopRuntime runtime;
  private final ConfigurationAdmin configurations;
  private final ServiceComponentRuntime components;
  private final Posix posix;

  /** With what there is in every Felix with Hotloop. */
  @Activate
  public StressComponent(
      BundleContext context,
      @Reference EventLoopRuntime runtime,
      @Reference ConfigurationAdmin configurations,
      @Reference ServiceComponentRuntime components,
      @Reference Posix posix) {
    this.context = context;
    this.runtime = runtime;
    this.configurations = configurations;
    this.components = components;
    this.posix = posix;
  }

  @Override
  public boolean test(PrintStream console) {
    Settings settings = Settings.of(context::getProperty);
    try (StressRun run =
        new StressRun(context, runtime, configurations, components, posix, settings, console)) {
      return run.run();
    } catch (Exception failure) {
      console.printf(
          "stress: broken off: %s; once more with%n  %s%n", failure, settings.repetition());
      failure.printStackTrace();
      return false;
    }
  }
}
