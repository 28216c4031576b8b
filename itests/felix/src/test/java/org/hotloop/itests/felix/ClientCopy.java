package org.hotloop.itests.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.hotloop.itests.shared.ClassPathBundles;

/**
 * The client once more, under another name and with all its classes to itself: the tests use those
 * of the first, and so keep its class loader.
 */
final class ClientCopy {

  private static final String ORIGINAL = "org.hotloop.itests.client";

  private ClientCopy() {}

  /** Its jar. */
  static InputStream jar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    URI original = URI.create(ClassPathBundles.location(ORIGINAL));
    try (JarInputStream in = new JarInputStream(original.toURL().openStream())) {
      try (JarOutputStream out = new JarOutputStream(bytes, renamed(in.getManifest()))) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          out.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(out);
        }
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static Manifest renamed(Manifest manifest) {
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Bundle-SymbolicName", ORIGINAL + ".copy");
    attributes.remove(new Attributes.Name("Export-Package"));
    return manifest;
  }
}
