package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hotloop.annotation.HotloopWatcher;
import org.hotloop.child.ChildWatcher;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** A watcher's bundle, and what an operator can do to it. For one thread. */
final class WatcherBundle {

  private static final long PATIENCE_SECONDS = 30;

  private final BundleContext context;
  private final ClassLoaders loaders;
  private final String name;
  private final String pid;
  private final String symbolicName;
  private final String location;
  private final int ranking;
  private Bundle bundle;

  /**
   * @param provider its service
   * @param pid the PID of its component
   * @param loaders gets each class loader that was replaced
   */
  WatcherBundle(
      BundleContext context,
      ServiceReference<ChildWatcher> provider,
      String pid,
      ClassLoaders loaders) {
    this.context = context;
    this.loaders = loaders;
    this.bundle = provider.getBundle();
    this.name = String.valueOf(provider.getProperty("hotloop.watcher"));
    this.pid = pid;
    this.symbolicName = bundle.getSymbolicName();
    this.location = bundle.getLocation();
    this.ranking = ranking(provider);
  }

  /** The watcher's name, {@link HotloopWatcher}. */
  String name() {
    return name;
  }

  /** The PID of its component. */
  String pid() {
    return pid;
  }

  /** Its {@code service.ranking} as it came. */
  int ranking() {
    return ranking;
  }

  private static int ranking(ServiceReference<ChildWatcher> reference) {
    return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
  }

  /** Its public class: {@code org.hotloop.watcher.safe.SafeChildWatcher}. */
  String className() {
    String tail = symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    String capitalized = tail.substring(0, 1).toUpperCase(Locale.ROOT) + tail.substring(1);
    return symbolicName + "." + capitalized + "ChildWatcher";
  }

  /** One that is made by hand, as a user would. */
  ChildWatcher make() throws ReflectiveOperationException {
    return (ChildWatcher) bundle.loadClass(className()).getConstructor().newInstance();
  }

  void stop() throws BundleException {
    bundle.stop(Bundle.STOP_TRANSIENT);
  }

  void start() throws BundleException {
    bundle.start(Bundle.START_TRANSIENT);
  }

  /** Gives it its jar once more, and so a class loader of its own. */
  void update() throws BundleException, IOException, InterruptedException {
    rememberLoader();
    try (InputStream jar = URI.create(location.replace("reference:", "")).toURL().openStream()) {
      bundle.update(jar);
    }
    refresh();
  }

  /** Takes it away, and brings it back as another bundle. */
  void reinstall() throws BundleException, InterruptedException {
    rememberLoader();
    bundle.uninstall();
    refresh();
    bundle = context.installBundle(location);
    start();
  }

  private void rememberLoader() {
    loaders.replaced(bundle.adapt(BundleWiring.class).getClassLoader());
  }

  /** Returns when the framework has let go of what was there before. */
  private void refresh() throws InterruptedException {
    CountDownLatch refreshed = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(symbolicName + " was not refreshed");
    }
  }
}
