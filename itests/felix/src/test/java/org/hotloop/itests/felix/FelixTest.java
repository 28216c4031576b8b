package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.inject.Inject;
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

/**
 * A Felix with Hotloop, its shell and a client; one for all tests of a class. Of the watchers it
 * has Safe, which is elected, and Fast.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public abstract class FelixTest extends GogoTest {

  @Inject protected Client client;
  @Inject protected Posix posix;

  protected Bundles bundles;
  private Baseline baseline;

  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        Provisioning.hotloopCore(),
        Provisioning.watchers("safe", "fast"),
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
}
