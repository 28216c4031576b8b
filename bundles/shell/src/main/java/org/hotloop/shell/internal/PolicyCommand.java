package org.hotloop.shell.internal;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.hotloop.EventLoopRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hotloop:policy}. */
@Component(
    service = PolicyCommand.class,
    property = {Commands.SCOPE, Commands.FUNCTION + "policy"})
public final class PolicyCommand {

  private final Choice choice;

  /** Over the runtime that is there. */
  @Activate
  public PolicyCommand(@Reference EventLoopRuntime runtime) {
    this.choice =
        new Choice(
            "policy",
            () -> runtime.snapshot().policy,
            runtime::pinEventLoopPolicy,
            runtime::unpinEventLoopPolicy);
  }

  /** Lists, names one, or gives the choice back; returns what is so now. */
  @Descriptor("lists the policies, names one, or gives the choice back to the ranking")
  public String policy(
      @Parameter(
              names = {"-a", "--auto"},
              presentValue = "true",
              absentValue = "false")
          @Descriptor("the configuration and the ranking choose again")
          boolean auto,
      @Descriptor("the name of the policy that shall be current; without one they are listed")
          String... name) {
    return choice.make(auto, List.of(name));
  }
}
