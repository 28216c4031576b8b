package org.hotloop.itests.shared;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** The bundles among the jars of the class path: what Maven resolved and the reactor built. */
public final class ClassPathBundles {

  private static final Map<String, File> JARS =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(File::new)
          .filter(File::isFile)
          .collect(
              Collectors.toMap(ClassPathBundles::symbolicName, jar -> jar, (first, next) -> first));

  private ClassPathBundles() {}

  /** The symbolic names that begin so, in their order. */
  public static List<String> namesBelow(String prefix) {
    return JARS.keySet().stream().filter(name -> name.startsWith(prefix)).sorted().toList();
  }

  /** The jar of the bundle of that name, as a URL. */
  public static String location(String symbolicName) {
    File jar = JARS.get(symbolicName);
    if (jar == null) {
      throw new IllegalArgumentException(
          "no bundle %s on the class path, which has %s"
              .formatted(symbolicName, JARS.keySet().stream().sorted().toList()));
    }
    return jar.toURI().toString();
  }

  /** Empty for a jar that is no bundle. */
  private static String symbolicName(File jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String name =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? "" : name.split(";")[0].trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
