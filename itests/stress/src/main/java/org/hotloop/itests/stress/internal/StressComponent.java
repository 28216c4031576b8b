package org.hotloop.itests.stress.internal;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopRuntime;
import org.hotloop.itests.stress.internal.policy.PolicyRun;
import org.hotloop.itests.stress.internal.watcher.WatcherRun;
import org.hotloop.posix.Posix;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * What runs inside the framework, as a type that is the same outside: runs the scenario that is
 * asked for, prints how it goes, and answers whether nothing was lost and nothing leaked.
 */
@Component(service = Predicate.class, property = "hotloop.stress:Boolean=true")
public final class StressComponent implements Predicate<PrintStream> {

  private static final Map<String, Production> SCENARIOS =
      new TreeMap<>(Map.of("policy", PolicyRun::new, "watcher", WatcherRun::new));

  private final BundleContext context;
  private final EventLoopRuntime runtime;
  private final EventLoop mainLoop;
  private final ConfigurationAdmin configurations;
  private final ServiceComponentRuntime components;
  private final Posix posix;

  /** Makes a scenario. */
  @FunctionalInterface
  private interface Production {
    Scenario on(Stage stage) throws Exception;
  }

  /** With what there is in every Felix with Hotloop. */
  @Activate
  public StressComponent(
      BundleContext context,
      @Reference EventLoopRuntime runtime,
      @Reference(target = "(hotloop.loop=main)") EventLoop mainLoop,
      @Reference ConfigurationAdmin configurations,
      @Reference ServiceComponentRuntime components,
      @Reference Posix posix) {
    this.context = context;
    this.runtime = runtime;
    this.mainLoop = mainLoop;
    this.configurations = configurations;
    this.components = components;
    this.posix = posix;
  }

  @Override
  public boolean test(PrintStream console) {
    Settings settings = Settings.of(context::getProperty);
    Production production = SCENARIOS.get(settings.scenario());
    if (production == null) {
      console.printf(
          "stress: there is no scenario '%s'; there are %s%n",
          settings.scenario(), String.join(", ", SCENARIOS.keySet()));
      return false;
    }
    Stage stage =
        new Stage(context, runtime, mainLoop, configurations, components, posix, settings, console);
    try (Scenario scenario = production.on(stage)) {
      return scenario.run();
    } catch (Exception failure) {
      console.printf(
          "stress: broken off: %s; once more with%n  %s%n", failure, settings.repetition());
      failure.printStackTrace();
      return false;
    }
  }
}
