package org.hotloop.shell.internal;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hotloop.EventLoopRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hotloop:watcher}. */
@Component(
    service = WatcherCommand.class,
    property = {Commands.SCOPE, Commands.FUNCTION + "watcher"})
public final class WatcherCommand {

  private final Choice choice;

  /** Over the runtime that is there. */
  @Activate
  public WatcherCommand(@Reference EventLoopRuntime runtime) {
    this.choice =
        new Choice(
            "watcher",
            () -> runtime.snapshot().watcher,
            runtime::pinChildWatcher,
            runtime::unpinChildWatcher);
  }

  /** Lists, names one, or gives the choice back; returns what is so now. */
  @Descriptor("lists the watchers, names one, or gives the choice back to the ranking")
  public String watcher(
      @Parameter(
              names = {"-a", "--auto"},
              presentValue = "true",
              absentValue = "false")
          @Descriptor("the configuration and the ranking choose again")
          boolean auto,
      @Descriptor("the name of the watcher that shall be current; without one they are listed")
          String... name) {
    return choice.make(auto, List.of(name));
  }
}
