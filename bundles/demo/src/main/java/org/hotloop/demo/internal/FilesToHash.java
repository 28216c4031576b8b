package org.hotloop.demo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a folder, and what Java itself says their digests are. */
final class FilesToHash {

  private final Path folder;

  private FilesToHash(Path folder) {
    this.folder = folder;
  }

  /**
   * The files below {@code folderOrNull}; null or empty is the running JDK's own {@code lib}
   * folder.
   *
   * @throws DemoException when it is no folder
   */
  static FilesToHash from(String folderOrNull) throws DemoException {
    Path folder =
        folderOrNull == null || folderOrNull.isEmpty()
            ? Path.of(System.getProperty("java.home"), "lib")
            : Path.of(folderOrNull).toAbsolutePath();
    if (!Files.isDirectory(folder)) {
      throw new DemoException(
          "%s is no folder; name one that exists with -Ddemo.dir=…".formatted(folder));
    }
    return new FilesToHash(folder);
  }

  Path folder() {
    return folder;
  }

  /** Java's digests in hexadecimal by file, in the files' order; unreadable files are left out. */
  Map<Path, String> digests() throws DemoException {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> files =
          tree.filter(Files::isRegularFile).filter(Files::isReadable).sorted().toList();
      if (files.isEmpty()) {
        throw new DemoException("there is no readable file in " + folder);
      }
      Map<Path, String> digests = new LinkedHashMap<>();
      for (Path file : files) {
        digests.put(file, digest(file));
      }
      return digests;
    } catch (IOException e) {
      throw new DemoException("cannot read " + folder, e);
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
