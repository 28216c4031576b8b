package org.hotloop.posix;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the programs that a test starts answer it. */
final class Programs {

  private Programs() {}

  static void tell(String answer) throws IOException {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write(answer.getBytes(StandardCharsets.UTF_8));
    }
  }
}
