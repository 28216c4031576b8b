package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.hotloop.child.Exited;
import org.hotloop.itests.client.Client;
import org.hotloop.itests.shared.Baseline;
import org.hotloop.itests.shared.Bundles;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.After;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** A Felix with all of Hotloop, its shell and a client; one for all tests of a class. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FelixTest {

  @Inject protected BundleContext context;
  @Inject protected Client client;
  @Inject protected Posix posix;
  @Inject private CommandProcessor commands;

  protected Bundles bundles;
  private Baseline baseline;

  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        Provisioning.hotloopCore(),
        Provisioning.watcherFast(),
        Provisioning.shell(),
        Provisioning.client(),
        Provisioning.testing());
  }

  /** Runs a child first, so that what is loaded once is there when the baseline is taken. */
  @Before
  public void takeBaseline() throws Exception {
    bundles = new Bundles(context);
    assertEquals(
        new Exited(0),
        Conditions.await(start(SubprocessSpec.exec("true")).thenCompose(Subprocess::waitFor)));
    baseline = new Baseline();
  }

  @After
  public void awaitBaseline() {
    baseline.awaitRestored();
  }

  /** Starts a program as the client would. */
  protected CompletionStage<Subprocess> start(SubprocessSpec spec) {
    return client.subprocesses().createSubprocessExec(spec);
  }

  /** Waits until the watcher of that name is current. */
  protected void awaitWatcher(String nameOrNull) {
    Conditions.await(
        "watcher " + nameOrNull,
        () -> Objects.equals(nameOrNull, client.runtime().snapshot().watcher.current));
  }

  /** Executes a gogo command; what it printed and, below it, what it returned. */
  protected String execute(String command) throws Exception {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        CommandSession session =
            commands.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
      Object result = session.execute(command);
      if (result != null) {
        out.print(result);
      }
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
