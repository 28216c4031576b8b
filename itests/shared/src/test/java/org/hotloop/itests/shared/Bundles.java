package org.hotloop.itests.shared;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Arrays;
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

/** The bundles of the framework, by symbolic name. */
public final class Bundles {

  private static final long PATIENCE_SECONDS = 30;

  private final BundleContext context;

  /** Those that {@code context} sees. */
  public Bundles(BundleContext context) {
    this.context = context;
  }

  /** The bundle of that name. */
  public Bundle get(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
  }

  /** Stops it; transient, so that nothing of it outlives the container. */
  public void stop(String symbolicName) throws BundleException {
    get(symbolicName).stop(Bundle.STOP_TRANSIENT);
  }

  /** Starts it. */
  public void start(String symbolicName) throws BundleException {
    get(symbolicName).start(Bundle.START_TRANSIENT);
  }

  /**
   * Gives it its jar once more.
   *
   * @return the class loader that it had
   */
  public WeakReference<ClassLoader> update(String symbolicName) throws Exception {
    WeakReference<ClassLoader> before = loader(symbolicName);
    try (InputStream jar = jar(symbolicName)) {
      get(symbolicName).update(jar);
    }
    refresh(symbolicName);
    return before;
  }

  /**
   * Uninstalls it and installs it anew; started.
   *
   * @return the class loader that it had
   */
  public WeakReference<ClassLoader> reinstall(String symbolicName) throws Exception {
    WeakReference<ClassLoader> before = loader(symbolicName);
    Bundle bundle = get(symbolicName);
    String location = bundle.getLocation();
    bundle.uninstall();
    refresh(bundle);
    try (InputStream jar = jar(symbolicName)) {
      context.installBundle(location, jar).start(Bundle.START_TRANSIENT);
    }
    return before;
  }

  /** Wires it anew, and all that is wired to it; returns when they are started again. */
  public void refresh(String symbolicName) throws InterruptedException {
    refresh(get(symbolicName));
  }

  /** As {@link #refresh(String)}, also of one that was uninstalled. */
  public void refresh(Bundle bundle) throws InterruptedException {
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
      throw new AssertionError(bundle + " was not refreshed");
    }
  }

  /** The class loader that it has now. */
  public WeakReference<ClassLoader> loader(String symbolicName) {
    return new WeakReference<>(
        get(symbolicName).adapt(BundleWiring.class).getClassLoader());
  }

  private static InputStream jar(String symbolicName) throws IOException {
    return URI.create(ClassPathBundles.location(symbolicName)).toURL().openStream();
  }
}
