package org.hotloop.shell.internal;

import java.time.Instant;
import org.apache.felix.service.command.Descriptor;
import org.hotloop.EventLoopRuntime;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code hotloop:status}. */
@Component(
    service = StatusCommand.class,
    property = {Commands.SCOPE, Commands.FUNCTION + "status"})
public final class StatusCommand {

  private final EventLoopRuntime runtime;

  /** Over the runtime that is there. */
  @Activate
  public StatusCommand(@Reference EventLoopRuntime runtime) {
    this.runtime = runtime;
  }

  /** The report; the shell prints what a command returns. */
  @Descriptor("tells the current policy and watcher and why, the loops, children and last swaps")
  public String status() {
    return new StatusReport(runtime.snapshot(), Instant.now()).render();
  }
}
