package org.hotloop.itests.karaf;

import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Objects;
import javax.inject.Inject;
import org.hotloop.itests.client.Client;
import org.hotloop.itests.shared.Baseline;
import org.hotloop.itests.shared.Bundles;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.itests.shared.SwapUnderLoad;
import org.hotloop.itests.shared.SwapUnderLoad.Swap;
import org.hotloop.posix.Posix;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** A client's references are untouched by swaps in Karaf, too, with 200 children alive (O1). */
public class WatcherSwapIT extends KarafTest {

  private static final String SAFE = "org.hotloop.watcher.safe";

  @Inject private Client client;
  @Inject private Posix posix;

  private Bundles bundles;
  private Baseline baseline;

  @Configuration
  public Option[] configuration() {
    return CoreOptions.options(
        KarafOptions.karaf("hotloop", "hotloop-fast"), KarafOptions.client());
  }

  /** Runs a child first, so that what is loaded once is there when the baseline is taken. */
  @Before
  public void takeBaseline() throws Exception {
    bundles = new Bundles(context);
    awaitWatcher("safe");
    Conditions.await(
        client
            .subprocesses()
            .createSubprocessExec(SubprocessSpec.exec("true"))
            .thenCompose(Subprocess::waitFor));
    baseline = new Baseline();
  }

  @After
  public void awaitBaseline() {
    baseline.awaitRestored();
  }

  @Test
  public void bundlesStopAndStartUnderLoad_O1_O9() throws Exception {
    Swap toFast =
        () -> {
          bundles.stop(SAFE);
          awaitWatcher("fast");
        };
    Swap toSafe =
        () -> {
          bundles.start(SAFE);
          awaitWatcher("safe");
        };

    new SwapUnderLoad(client, posix).prove(List.of(toFast, toSafe, toFast, toSafe));
  }

  @Test
  public void theOperatorNamesAnotherWatcherUnderLoad_O1() throws Exception {
    Swap toFast =
        () -> assertTrue(execute("admin", "hotloop:watcher fast").contains("safe -> fast"));
    Swap toSafe =
        () -> assertTrue(execute("admin", "hotloop:watcher --auto").contains("fast -> safe"));

    new SwapUnderLoad(client, posix).prove(List.of(toFast, toSafe, toFast, toSafe));
  }

  private void awaitWatcher(String name) {
    Conditions.await(
        "watcher " + name, () -> Objects.equals(name, client.runtime().snapshot().watcher.current));
  }
}
