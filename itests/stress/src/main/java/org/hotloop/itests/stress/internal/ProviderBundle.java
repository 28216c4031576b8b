package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundle of a provider, and what an operator can do to it. For one thread. */
public final class ProviderBundle {

  private static final long PATIENCE_SECONDS = 30;

  private final BundleContext context;
  private final ClassLoaders loaders;
  private final Provider provider;
  private final Jar jar;
  private final String location;
  private Bundle bundle;

  /**
   * What it provides.
   *
   * @param name by which it is chosen
   * @param pid the PID of its component
   * @param ranking its {@code service.ranking} as it came
   * @param className the public class that a user makes by hand
   */
  public record Provider(String name, String pid, int ranking, String className) {}

  /** Where its jar comes from, each time anew. */
  @FunctionalInterface
  public interface Jar {

    /** Opens it; the caller closes it. */
    InputStream open() throws IOException;
  }

  /**
   * @param loaders gets each class loader that was replaced
   */
  public ProviderBundle(
      BundleContext context, Bundle bundle, Provider provider, Jar jar, ClassLoaders loaders) {
    this.context = context;
    this.bundle = bundle;
    this.provider = provider;
    this.jar = jar;
    this.loaders = loaders;
    this.location = bundle.getLocation();
  }

  /** By which it is chosen. */
  public String name() {
    return provider.name();
  }

  /** The public class that a user makes by hand. */
  public String className() {
    return provider.className();
  }

  /** The PID of its component. */
  String pid() {
    return provider.pid();
  }

  /** Its {@code service.ranking} as it came. */
  int ranking() {
    return provider.ranking();
  }

  /** One that is made by hand, as a user would. */
  <S> S make(Class<S> type) throws ReflectiveOperationException {
    return type.cast(bundle.loadClass(className()).getConstructor().newInstance());
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
    try (InputStream next = jar.open()) {
      bundle.update(next);
    }
    refresh();
  }

  /** Takes it away, and brings it back as another bundle. */
  void reinstall() throws BundleException, IOException, InterruptedException {
    rememberLoader();
    bundle.uninstall();
    refresh();
    try (InputStream next = jar.open()) {
      bundle = context.installBundle(location, next);
    }
    start();
  }

  /** Takes it away, for good. */
  public void uninstall() throws BundleException {
    bundle.uninstall();
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
      throw new IllegalStateException(bundle.getSymbolicName() + " was not refreshed");
    }
  }
}
