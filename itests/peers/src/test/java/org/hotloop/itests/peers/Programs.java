package org.hotloop.itests.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** The programs that the tests speak with. */
final class Programs {

  private Programs() {}

  /** Skips who asks where {@code program} is not installed. */
  static void require(String program) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(found, () -> program + " is not installed");
  }

  /** The path of a script of ours that lies beside this class. */
  static String script(String name) throws URISyntaxException {
    URL script = Programs.class.getResource(name);
    return Path.of(Objects.requireNonNull(script, name).toURI()).toString();
  }
}
