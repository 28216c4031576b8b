package org.hotloop.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that a test writes. */
final class Scripts {

  private Scripts() {}

  /** An executable file named {@code program}. */
  static Path executable(Path folder, String content) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
