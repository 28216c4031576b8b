package org.hotloop.itests.stress.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.hotloop.child.ChildWatcher;
import org.hotloop.subprocess.Subprocesses;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * A user of Hotloop: a bundle that only has a manifest. What is got through its context is its own
 * service object, and what is started through that, its own child.
 *
 * @param bundle the bundle
 * @param subprocesses its way to start programs
 * @param watcher its view of the current watcher
 */
public record ClientBundle(Bundle bundle, Subprocesses subprocesses, ChildWatcher watcher)
    implements AutoCloseable {

  /** Installs and starts it. */
  public static ClientBundle install(BundleContext framework, int number)
      throws BundleException, IOException {
    String name = "org.hotloop.itests.stress.client" + number;
    Bundle bundle = framework.installBundle(name, jar(name));
    bundle.start();
    BundleContext context = bundle.getBundleContext();
    return new ClientBundle(
        bundle, service(context, Subprocesses.class), service(context, ChildWatcher.class));
  }

  private static <S> S service(BundleContext context, Class<S> type) {
    return context.getService(context.getServiceReference(type));
  }

  private static InputStream jar(String symbolicName) throws IOException {
    return GeneratedJar.of(
        Map.of(
            "Bundle-SymbolicName",
            symbolicName,
            "Import-Package",
            "org.hotloop.child,org.hotloop.subprocess"),
        Map.of());
  }

  @Override
  public void close() throws BundleException {
    bundle.uninstall();
  }
}
