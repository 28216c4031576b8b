package org.hotloop.itests.client;

import org.hotloop.subprocess.Stdio;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has as many programs running as the framework property {@code client.programs} says. */
@Component(
    service = {},
    immediate = true)
public final class BusyClient {

  /** Starts them; whoever stops this bundle, or the framework, ends them. */
  @Activate
  public BusyClient(BundleContext context, @Reference Subprocesses subprocesses) {
    String programs = context.getProperty("client.programs");
    for (int i = programs == null ? 0 : Integer.parseInt(programs); i > 0; i--) {
      subprocesses.createSubprocessExec(
          SubprocessSpec.exec("sleep", "1000").stdout(Stdio.PIPE).stderr(Stdio.DEVNULL));
    }
  }
}
