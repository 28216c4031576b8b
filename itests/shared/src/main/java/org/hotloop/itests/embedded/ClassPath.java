package org.hotloop.itests.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The bundles among the jars and folders of the class path. */
final class ClassPath {

  private static final String FRAMEWORK = "org.apache.felix.framework";

  private ClassPath() {}

  /** Those that are wanted by name, but not the framework, which is there already; in their order. */
  static List<Path> bundles(Predicate<String> wanted) throws IOException {
    List<Path> bundles = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = symbolicName(Path.of(entry));
      if (!name.isEmpty() && !name.equals(FRAMEWORK) && wanted.test(name)) {
        bundles.add(Path.of(entry));
      }
    }
    return bundles;
  }

  /** Empty for what is no bundle. */
  private static String symbolicName(Path entry) throws IOException {
    Manifest manifest = Files.isDirectory(entry) ? ofFolder(entry) : ofJar(entry);
    String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
    return name == null ? "" : name.split(";")[0].strip();
  }

  private static Manifest ofFolder(Path folder) throws IOException {
    Path file = folder.resolve(JarFile.MANIFEST_NAME);
    if (!Files.exists(file)) {
      return new Manifest();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new Manifest(in);
    }
  }

  private static Manifest ofJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Manifest() : manifest;
    }
  }
}
