package org.hotloop.itests.shared;

import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** The bundles of the framework, by symbolic name. */
public final class Bundles {

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
}
