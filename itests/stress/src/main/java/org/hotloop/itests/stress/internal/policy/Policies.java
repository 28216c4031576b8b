package org.hotloop.itests.stress.internal.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hotloop.EventLoopPolicy;
import org.hotloop.itests.stress.internal.ClassLoaders;
import org.hotloop.itests.stress.internal.GeneratedJar;
import org.hotloop.itests.stress.internal.ProviderBundle;
import org.hotloop.itests.stress.internal.Stage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The policies that are swapped: those of Hotloop, and two in bundles that are made here. */
final class Policies {

  private static final String CODE = "org/hotloop/itests/stress/internal/policy/provider";
  private static final String COMPONENT = "OSGI-INF/policy.xml";

  private final Stage stage;
  private final ClassLoaders loaders;

  Policies(Stage stage, ClassLoaders loaders) {
    this.stage = stage;
    this.loaders = loaders;
  }

  /** The one of {@code org.hotloop.loop}, which stays: the subprocess service is there, too. */
  ProviderBundle defaultPolicy() throws InvalidSyntaxException {
    return installed(
        "default",
        "org.hotloop.loop.DefaultEventLoopPolicy",
        bundle -> {
          throw new IOException("the bundle of the default policy stays as it is");
        });
  }

  /** The one whose loops watch nothing, so that not all can be moved to them. */
  ProviderBundle proactorPolicy() throws InvalidSyntaxException {
    return installed(
        "proactor",
        "org.hotloop.loop.proactor.ProactorEventLoopPolicy",
        bundle -> URI.create(bundle.getLocation().replace("reference:", "")).toURL().openStream());
  }

  /** Opens the jar of a bundle once more. */
  @FunctionalInterface
  private interface Jar {
    InputStream of(Bundle bundle) throws IOException;
  }

  private ProviderBundle installed(String name, String className, Jar jar)
      throws InvalidSyntaxException {
    ServiceReference<EventLoopPolicy> reference = reference(name);
    Bundle bundle = reference.getBundle();
    return new ProviderBundle(
        stage.context(),
        bundle,
        stage.provider(reference, "hotloop.policy", className),
        () -> jar.of(bundle),
        loaders);
  }

  /**
   * Installs and starts the bundle of one that is made here.
   *
   * @param name such as {@code hasty} for {@code HastyPolicy}
   */
  ProviderBundle install(String name) throws BundleException, IOException, InvalidSyntaxException {
    String symbolicName = "org.hotloop.itests.stress.policy." + name;
    String className = className(name);
    ProviderBundle.Jar jar = () -> jar(symbolicName, name, className);
    Bundle bundle;
    try (InputStream first = jar.open()) {
      bundle = stage.context().installBundle(symbolicName, first);
    }
    bundle.start();
    return new ProviderBundle(
        stage.context(),
        bundle,
        stage.provider(reference(name), "hotloop.policy", className),
        jar,
        loaders);
  }

  private ServiceReference<EventLoopPolicy> reference(String name) throws InvalidSyntaxException {
    return stage
        .context()
        .getServiceReferences(EventLoopPolicy.class, "(hotloop.policy=%s)".formatted(name))
        .iterator()
        .next();
  }

  private static String className(String name) {
    String capitalized = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return CODE.replace('/', '.') + "." + capitalized + "Policy";
  }

  private InputStream jar(String symbolicName, String name, String className) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    for (URL code : Collections.list(stage.context().getBundle().findEntries(CODE, "*", false))) {
      entries.put(code.getPath().substring(1), bytes(code));
    }
    entries.put(COMPONENT, component(symbolicName, name, className).getBytes(UTF_8));
    return GeneratedJar.of(
        Map.of(
            "Bundle-SymbolicName", symbolicName,
            "Import-Package", "org.hotloop,org.hotloop.loop",
            "Service-Component", COMPONENT),
        entries);
  }

  private static byte[] bytes(URL entry) throws IOException {
    try (InputStream in = entry.openStream()) {
      return in.readAllBytes();
    }
  }

  private static String component(String pid, String name, String className) {
    return """
        <component xmlns="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s" modified="modified">
          <implementation class="%s"/>
          <property name="hotloop.policy" value="%s"/>
          <service><provide interface="org.hotloop.EventLoopPolicy"/></service>
        </component>
        """
        .formatted(pid, className, name);
  }

  /** Their names. */
  static List<String> made() {
    return List.of("hasty", "steady");
  }
}
