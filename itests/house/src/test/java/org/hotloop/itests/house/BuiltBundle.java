package org.hotloop.itests.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bundle of ours as it was built: its manifest, seen through the class path. */
record BuiltBundle(String folder, Set<String> imports, Set<String> exports) {

  private static final String PREFIX = "org.hotloop.";

  /** A clause's package name, past the quoted attributes and directives of the clause before. */
  private static final Pattern CLAUSE =
      Pattern.compile("([\\w.]+)((?:;[^,\"]*(?:\"[^\"]*\")?)*)(?:,|$)");

  /** All bundles of ours on the class path. */
  static List<BuiltBundle> all() {
    try {
      return Collections.list(
              BuiltBundle.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))
          .stream()
          .map(BuiltBundle::manifest)
          .filter(manifest -> name(manifest).startsWith(PREFIX))
          .map(
              manifest ->
                  new BuiltBundle(
                      name(manifest).substring(PREFIX.length()),
                      packages(manifest, "Import-Package"),
                      packages(manifest, "Export-Package")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Manifest manifest(URL url) {
    try (InputStream in = url.openStream()) {
      return new Manifest(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Manifest manifest) {
    String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
    return name == null ? "" : name;
  }

  private static Set<String> packages(Manifest manifest, String header) {
    Attributes attributes = manifest.getMainAttributes();
    String value = attributes.getValue(header);
    Set<String> packages = new TreeSet<>();
    Matcher clause = CLAUSE.matcher(value == null ? "" : value);
    while (clause.find()) {
      packages.add(clause.group(1));
    }
    return packages;
  }
}
