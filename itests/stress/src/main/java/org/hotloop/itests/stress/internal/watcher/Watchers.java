package org.hotloop.itests.stress.internal.watcher;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hotloop.child.ChildWatcher;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.ProviderBundle;
import org.hotloop.itests.stress.internal.ProviderBundle.Provider;
import org.hotloop.itests.stress.internal.Stage;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The watchers that are installed. */
final class Watchers {

  private Watchers() {}

  /** All of them, by name, or the seed means nothing. */
  static List<ProviderBundle> on(Stage stage, ClassLoaders loaders) throws InvalidSyntaxException {
    return stage.context().getServiceReferences(ChildWatcher.class, "(hotloop.watcher=*)").stream()
        .map(reference -> bundle(stage, reference, loaders))
        .sorted(Comparator.comparing(ProviderBundle::name))
        .toList();
  }

  private static ProviderBundle bundle(
      Stage stage, ServiceReference<ChildWatcher> reference, ClassLoaders loaders) {
    Bundle bundle = reference.getBundle();
    Provider provider =
        stage.provider(reference, "hotloop.watcher", className(bundle.getSymbolicName()));
    URI jar = URI.create(bundle.getLocation().replace("reference:", ""));
    return new ProviderBundle(
        stage.context(), bundle, provider, () -> jar.toURL().openStream(), loaders);
  }

  /** Its public class: {@code org.hotloop.watcher.safe.SafeChildWatcher}. */
  private static String className(String symbolicName) {
    String tail = symbolicName.substring(symbolicName.lastIndexOf('.') + 1);
    String capitalized = tail.substring(0, 1).toUpperCase(Locale.ROOT) + tail.substring(1);
    return symbolicName + "." + capitalized + "ChildWatcher";
  }
}
