package org.hotloop.shell.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.hotloop.EventLoopRuntime;
import org.hotloop.dto.ImpedimentDTO;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code hotloop:exec}. It is there without {@link Subprocesses} too, to say why they are not. */
@Component(
    service = ExecCommand.class,
    property = {Commands.SCOPE, Commands.FUNCTION + "exec"})
public final class ExecCommand {

  private final EventLoopRuntime runtime;
  private final AtomicReference<Lease> lease = new AtomicReference<>();

  /** Over the runtime that is there. */
  @Activate
  public ExecCommand(@Reference EventLoopRuntime runtime) {
    this.runtime = runtime;
  }

  /** A better one may come before the one it replaces goes. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSubprocesses(Subprocesses subprocesses) {
    end(lease.getAndSet(new Lease(subprocesses)));
  }

  /** Programs that still run through it are not waited for any more. */
  void unbindSubprocesses(Subprocesses subprocesses) {
    Lease current = lease.get();
    if (current != null && current.isOf(subprocesses) && lease.compareAndSet(current, null)) {
      current.end();
    }
  }

  /** As {@link #unbindSubprocesses}. */
  @Deactivate
  void deactivate() {
    end(lease.getAndSet(null));
  }

  /** Runs a program in the session's directory; what it prints is printed while it runs. */
  @Descriptor("runs a program, prints what it prints and how it ended; an interrupt kills it")
  public void exec(
      CommandSession session, @Descriptor("the program and its arguments") String... command)
      throws Exception {
    if (command.length == 0) {
      throw new IllegalArgumentException("exec: name a program, as in 'hotloop:exec ls -l'");
    }
    // gogo gives each command its own System.out: the terminal, or the next command of a pipe
    new ProgramRun(lease(), System.out).run(List.of(command), session.currentDir());
  }

  private Lease lease() {
    Lease current = lease.get();
    if (current == null) {
      throw new IllegalStateException("programs cannot be started: " + impediments());
    }
    return current;
  }

  private String impediments() {
    List<ImpedimentDTO> impediments = runtime.snapshot().impediments;
    return impediments.isEmpty()
        ? "no bundle provides the service " + Subprocesses.class.getName()
        : impediments.stream()
            .map(impediment -> impediment.subject + ": " + impediment.reason)
            .collect(Collectors.joining("; "));
  }

  private static void end(Lease leaseOrNull) {
    if (leaseOrNull != null) {
      leaseOrNull.end();
    }
  }
}
