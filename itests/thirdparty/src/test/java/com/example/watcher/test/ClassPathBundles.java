package com.example.watcher.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Manifest;

/** The bundles of the class path, jars and folders alike: what Maven has resolved and built. */
final class ClassPathBundles {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private ClassPathBundles() {}

  /** Where the bundle of that name lies, as a {@code file:} URL. */
  static String location(String symbolicName) throws IOException {
    String location = locations().get(symbolicName);
    if (location == null) {
      throw new IllegalArgumentException("no bundle " + symbolicName + " on the class path");
    }
    return location;
  }

  private static Map<String, String> locations() throws IOException {
    Map<String, String> locations = new HashMap<>();
    ClassLoader loader = ClassPathBundles.class.getClassLoader();
    for (URL manifest : Collections.list(loader.getResources(MANIFEST))) {
      try (InputStream in = manifest.openStream()) {
        String name = new Manifest(in).getMainAttributes().getValue("Bundle-SymbolicName");
        if (name != null) {
          locations.putIfAbsent(name.split(";")[0].strip(), container(manifest));
        }
      }
    }
    return locations;
  }

  /** "jar:file:/lib/x.jar!/META-INF/MANIFEST.MF" or "file:/classes/META-INF/MANIFEST.MF". */
  private static String container(URL manifest) {
    String url = manifest.toString().replaceFirst("^jar:", "");
    return url.substring(0, url.length() - MANIFEST.length()).replaceFirst("!/$", "");
  }
}
