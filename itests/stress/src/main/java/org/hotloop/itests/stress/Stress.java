package org.hotloop.itests.stress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Starts a Felix with every bundle of the class path, lets a scenario run inside, and exits with 0
 * only if nothing was lost and nothing leaked. System properties: {@code stress.seconds}, {@code
 * stress.seed}, {@code stress.folder}. What bundles log goes into a file of that folder, so that
 * the console is the run's own.
 */
public final class Stress {

  private static final Path FOLDER = Path.of(System.getProperty("stress.folder", "target/stress"));
  private static final long PATIENCE_SECONDS = 30;

  private Stress() {}

  /** Takes the name of the scenario. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one scenario is to be named: " + List.of(arguments));
    }
    PrintStream console = System.out;
    Files.createDirectories(FOLDER);
    Path log = FOLDER.resolve("log.txt");
    boolean clean;
    try (PrintStream logged = new PrintStream(Files.newOutputStream(log), true)) {
      System.setOut(logged);
      System.setErr(logged); // before anybody logs: a log handler keeps the stream that it finds
      clean = run(arguments[0], console);
    } finally {
      System.setOut(console);
      System.setErr(console);
    }
    if (!clean) {
      console.println("stress: what the bundles logged is in " + log.toAbsolutePath());
    }
    System.exit(clean ? 0 : 1);
  }

  private static boolean run(String scenario, PrintStream console) throws Exception {
    Framework framework = framework(scenario);
    framework.start();
    try {
      start(framework.getBundleContext());
      return stress(framework.getBundleContext()).test(console);
    } finally {
      framework.stop();
      framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  private static Framework framework(String scenario) {
    return ServiceLoader.load(FrameworkFactory.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
        .newFramework(
            Map.of(
                "org.osgi.framework.storage",
                FOLDER.resolve("cache").toString(),
                "org.osgi.framework.storage.clean",
                "onFirstInit",
                "stress.scenario",
                scenario));
  }

  private static void start(BundleContext context) throws BundleException, IOException {
    List<Bundle> bundles = new ArrayList<>();
    for (Path entry : ClassPath.bundles()) {
      bundles.add(context.installBundle("reference:" + entry.toUri()));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }

  /** What runs inside; only types of the JDK are the same in there and out here. */
  @SuppressWarnings("unchecked")
  private static Predicate<PrintStream> stress(BundleContext context)
      throws InvalidSyntaxException, InterruptedException {
    ServiceTracker<Object, Object> tracker =
        new ServiceTracker<>(context, context.createFilter("(hotloop.stress=true)"), null);
    tracker.open();
    Object found = tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (found == null) {
      throw new IllegalStateException(
          "the stress component was not activated: a bundle that it needs is not on the class path"
              + " or did not start");
    }
    return (Predicate<PrintStream>) found;
  }
}
