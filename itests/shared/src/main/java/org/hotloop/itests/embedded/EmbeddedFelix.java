package org.hotloop.itests.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
 * A Felix in this virtual machine, with bundles of the class path. Who runs inside is a service of a
 * type of the JDK's, since only those are the same in there and out here.
 */
public final class EmbeddedFelix implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Framework framework;

  private EmbeddedFelix(Framework framework) {
    this.framework = framework;
  }

  /**
   * Starts it.
   *
   * @param storage a folder of its own
   * @param properties what bundles find as framework properties
   * @param wanted which bundles, by symbolic name
   */
  public static EmbeddedFelix start(
      Path storage, Map<String, String> properties, Predicate<String> wanted)
      throws BundleException, IOException {
    Map<String, String> configuration = new HashMap<>(properties);
    configuration.put("org.osgi.framework.storage", storage.toString());
    configuration.put("org.osgi.framework.storage.clean", "onFirstInit");
    EmbeddedFelix felix =
        new EmbeddedFelix(
            ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
                .newFramework(configuration));
    felix.framework.start();
    felix.start(wanted);
    return felix;
  }

  private void start(Predicate<String> wanted) throws BundleException, IOException {
    BundleContext context = framework.getBundleContext();
    List<Bundle> bundles = new ArrayList<>();
    for (Path entry : ClassPath.bundles(wanted)) {
      bundles.add(context.installBundle("reference:" + entry.toUri()));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }

  /**
   * What runs inside, once it is there.
   *
   * @param property a service property of its that is true
   * @throws IllegalStateException when it does not come
   */
  public Object find(String property) throws InvalidSyntaxException, InterruptedException {
    BundleContext context = framework.getBundleContext();
    ServiceTracker<Object, Object> tracker =
        new ServiceTracker<>(context, context.createFilter("(%s=true)".formatted(property)), null);
    tracker.open();
    Object found = tracker.waitForService(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (found == null) {
      throw new IllegalStateException(
          "the component with %s was not activated: a bundle that it needs is not on the class path"
                  .formatted(property)
              + " or did not start");
    }
    return found;
  }

  /** Returns when all bundles have stopped. */
  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }
}
