package org.hotloop.itests.client;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
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
 * more that are left when it stops as {@code client.left} says. Tells how many of them it waits
 * for; by a type of the JDK's, since a copy of this bundle has other classes.
 */
@Component(service = IntSupplier.class, immediate = true)
public final class BusyClient implements IntSupplier {

  private final AtomicInteger waiting = new AtomicInteger();
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
          .thenCompose(this::waitFor)
          .thenAccept(ends::add);
    }
  }

  private CompletionStage<ExitStatus> waitFor(Subprocess program) {
    waiting.incrementAndGet();
    return program.waitFor();
  }

  @Override
  public int getAsInt() {
    return waiting.get();
  }
}
