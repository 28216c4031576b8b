package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import javax.inject.Inject;
import org.hotloop.child.ChildWatcher;
import org.hotloop.child.Exited;
import org.hotloop.dto.RuntimeDTO;
import org.hotloop.itests.shared.Brood;
import org.hotloop.itests.shared.Conditions;
import org.hotloop.itests.shared.SwapUnderLoad;
import org.hotloop.itests.shared.SwapUnderLoad.Swap;
import org.hotloop.subprocess.Subprocess;
import org.hotloop.subprocess.SubprocessSpec;
import org.hotloop.watcher.safe.SafeChildWatcher;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** The watcher is swapped in every way there is, with 200 children alive (O1). */
public class WatcherSwapIT extends FelixTest {

  private static final String SAFE = "org.hotloop.watcher.safe";
  private static final String FAST = "org.hotloop.watcher.fast";
  private static final Duration NO_WATCHER = Duration.ofSeconds(5);
  private static final String RUNTIME_PID = "org.hotloop.runtime";

  @Inject private ConfigurationAdmin configurations;

  @Test
  public void bundlesStopAndStartUnderLoad_O1_O9() throws Exception {
    Swap toFast = () -> stopAndAwait(SAFE, "fast");
    Swap toSafe = () -> startAndAwait(SAFE, "safe");

    new SwapUnderLoad(client, posix).prove(List.of(toFast, toSafe, toFast, toSafe));
  }

  @Test
  public void theConfigurationNamesAnotherWatcherUnderLoad_O1_O13() throws Exception {
    Configuration configuration = configurations.getConfiguration(RUNTIME_PID, "?");
    Swap toFast =
        () -> {
          configuration.update(properties("watcher", "fast"));
          awaitWatcher("fast");
        };
    Swap toSafe =
        () -> {
          configuration.update(properties("watcher", ""));
          awaitWatcher("safe");
        };

    new SwapUnderLoad(client, posix).prove(List.of(toFast, toSafe, toFast, toSafe));

    configuration.delete();
  }

  @Test
  public void theOperatorNamesAnotherWatcherUnderLoad_O1() throws Exception {
    Swap toFast =
        () -> assertTrue(execute("hotloop:watcher fast").contains(": watcher safe -> fast, "));
    Swap toSafe =
        () -> assertTrue(execute("hotloop:watcher --auto").contains(": watcher fast -> safe, "));

    new SwapUnderLoad(client, posix).prove(List.of(toFast, toSafe, toFast, toSafe));
  }

  @Test
  public void aHigherRankingTakesOverAndALowerOneDoesNot_O8() throws Exception {
    ServiceRegistration<?> lower = register("lower", -1);
    assertEquals("safe", client.runtime().snapshot().watcher.current);
    lower.unregister();

    ServiceRegistration<?>[] higher = new ServiceRegistration<?>[1];
    Swap toHigher =
        () -> {
          higher[0] = register("higher", 1);
          awaitWatcher("higher");
        };
    Swap toSafe =
        () -> {
          higher[0].unregister();
          awaitWatcher("safe");
        };

    new SwapUnderLoad(client, posix).prove(List.of(toHigher, toSafe));
  }

  @Test
  public void withoutAnyWatcherExitsAreKeptForTheNext_O5() throws Exception {
    try (Brood brood = new Brood(posix, client.watcher(), 50)) {
      bundles.stop(SAFE);
      bundles.stop(FAST);
      awaitWatcher(null);

      Subprocess unwatched = Conditions.await(start(SubprocessSpec.exec("false")));
      brood.end(0, brood.size());
      Conditions.await("all are zombies", () -> brood.zombies() == brood.size());
      Conditions.holds("nobody is told", NO_WATCHER, () -> brood.told() == 0);
      RuntimeDTO runtime = client.runtime().snapshot();
      assertEquals("parked", brood.size() + 1, runtime.parked);

      bundles.start(FAST);
      Conditions.await("every end is told", () -> brood.told() == brood.size());
      assertEquals("faults of the ledger", List.of(), brood.faults());
      assertEquals(new Exited(1), Conditions.await(unwatched.waitFor()));
    } finally {
      bundles.start(FAST);
      startAndAwait(SAFE, "safe");
    }
  }

  private void stopAndAwait(String bundle, String watcher) throws Exception {
    bundles.stop(bundle);
    awaitWatcher(watcher);
  }

  private void startAndAwait(String bundle, String watcher) throws Exception {
    bundles.start(bundle);
    awaitWatcher(watcher);
  }

  private ServiceRegistration<?> register(String name, int ranking) {
    Dictionary<String, Object> properties = properties("hotloop.watcher", name);
    properties.put("service.ranking", ranking);
    return context.registerService(ChildWatcher.class, new SafeChildWatcher(), properties);
  }

  private static Dictionary<String, Object> properties(String key, Object value) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(key, value);
    return properties;
  }
}
