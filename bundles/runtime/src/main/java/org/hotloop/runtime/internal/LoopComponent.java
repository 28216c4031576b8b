package org.hotloop.runtime.internal;

import java.time.Duration;
import java.util.Map;
import org.hotloop.runtime.internal.loops.ConfiguredLoops;
import org.hotloop.runtime.internal.loops.LoopSettings;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configured loop, as long as its configuration is there. */
@Component(
    service = {},
    immediate = true,
    configurationPid = LoopConfiguration.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LoopConfiguration.class, factory = true)
public final class LoopComponent {

  private final ConfiguredLoops loops;
  private final String pid;

  /** Asks for the loop. */
  @Activate
  public LoopComponent(
      @Reference ConfiguredLoops loops,
      LoopConfiguration configuration,
      Map<String, Object> properties) {
    this.loops = loops;
    this.pid = String.valueOf(properties.get(Constants.SERVICE_PID));
    loops.configured(pid, settings(configuration));
  }

  /** Something of it has changed. */
  @Modified
  void modified(LoopConfiguration configuration) {
    loops.configured(pid, settings(configuration));
  }

  private static LoopSettings settings(LoopConfiguration configuration) {
    String name = configuration.name();
    String threadName = configuration.threadName();
    return new LoopSettings(
        name,
        configuration.policy(),
        threadName.isBlank() ? LoopSettings.threadName(name) : threadName,
        configuration.threadPriority(),
        configuration.debug(),
        Duration.ofMillis(configuration.slowCallbackMillis()),
        Duration.ofMillis(configuration.blockedAfterMillis()),
        Duration.ofMillis(configuration.graceMillis()));
  }

  /** The configuration, or the runtime, has gone. */
  @Deactivate
  void deactivate() {
    loops.deleted(pid);
  }
}
