package org.hotloop.itests.felix;

import static org.junit.Assert.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.felix.framework.FrameworkFactory;
import org.hotloop.itests.shared.Baseline;
import org.hotloop.itests.shared.ClassPathBundles;
import org.hotloop.itests.shared.Conditions;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

/** Whole frameworks, from start to shutdown, with programs running (O11). */
public class ShutdownIT {

  private static final int PROGRAMS = 20;
  private static final long FIVE_SECONDS = 5_000;
  private static final int ROUNDS = 5;

  @Rule public final TemporaryFolder cache = new TemporaryFolder(Path.of("target").toFile());

  /** Bundles stop in the reverse of the order of their installation, so that is shuffled. */
  @Test
  public void theFrameworkStopsWithinFiveSecondsInAnyOrder_O11() throws Exception {
    startAndStop(new Random(0)); // loads what is loaded once in a JVM
    Baseline baseline = new Baseline();

    for (int seed = 1; seed <= ROUNDS; seed++) {
      startAndStop(new Random(seed));
      baseline.awaitRestored();
    }
  }

  private void startAndStop(Random order) throws Exception {
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage", cache.newFolder().getPath(),
                    "client.programs", Integer.toString(PROGRAMS)));
    framework.start();
    start(framework, order);
    Conditions.await(
        "all programs run", () -> ProcessHandle.current().children().count() == PROGRAMS);

    framework.stop();

    assertEquals(FrameworkEvent.STOPPED, framework.waitForStop(FIVE_SECONDS).getType());
  }

  private static void start(Framework framework, Random order) throws BundleException {
    List<String> names = new ArrayList<>(Provisioning.HOTLOOP_CORE);
    names.addAll(Provisioning.DECLARATIVE_SERVICES);
    names.addAll(Provisioning.WATCHERS);
    names.add("org.hotloop.itests.client");
    Collections.shuffle(names, order);
    List<Bundle> bundles = new ArrayList<>();
    for (String name : names) {
      String jar = "reference:" + ClassPathBundles.location(name);
      bundles.add(framework.getBundleContext().installBundle(jar));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }
}
