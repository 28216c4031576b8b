package org.hotloop.itests.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hotloop.child.ExitStatus;
import org.hotloop.subprocess.OwnerStop;
import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has as many programs running as the framework property {@code client.programs} says, and as many
 * more that are left when it stops as {@code client.left} says; waits for all of them.
 */
@Component(
    service = {},
    immediate = true)
public final class BusyClient {

  private final Queue<ExitStatus> ends = new ConcurrentLinkedQueue<>();
  private final BundleContext context;
  private final Subprocesses subprocesses;

  /** Starts them. */
  @Activate
  public BusyClient(BundleContext context, @Reference Subprocesses subprocesses) {
    this.context = context;
    this.subprocesses = subprocesses;
    start("client.programs", OwnerStop.KILL);
    start("client.left", OwnerStop.LEAVE);
  }

  private void start(String property, OwnerStop ownerStop) {
    String programs = context.getProperty(property);
    for (int i = programs == null ? 0 : Integer.parseInt(programs); i > 0; i--) {
      subprocesses
          .createSubprocessExec(
              SubprocessSpec.exec("sleep", "1000")
                  .stdout(Stdio.PIPE)
                  .stderr(Stdio.DEVNULL)
                  .onOwnerStop(ownerStop))
          .thenCompose(Subprocess::waitFor)
          .thenAccept(ends::add);
    }
  }
}
