package org.hotloop.itests.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.hotloop.itests.shared.Conditions;
import org.osgi.framework.BundleContext;

/** A test that types commands. */
public abstract class GogoTest {

  @Inject protected BundleContext context;
  @Inject private CommandProcessor commands;

  /** Executes a gogo command; what it printed and, below it, what it returned. */
  protected String execute(String command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        CommandSession session = openSession(out)) {
      Object result = session.execute(command);
      if (result != null) {
        out.print(result);
      }
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  /** A session without input; the caller closes it. */
  protected CommandSession openSession(OutputStream out) {
    awaitCommands();
    return commands.createSession(new ByteArrayInputStream(new byte[0]), out, out);
  }

  /** Commands are services, which come when their components do. */
  private void awaitCommands() {
    Conditions.await(
        "the commands",
        () -> context.getServiceReferences((String) null, "(osgi.command.scope=hotloop)") != null);
  }
}
