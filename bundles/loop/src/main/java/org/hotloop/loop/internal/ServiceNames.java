package org.hotloop.loop.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of ports, as {@code services(5)} has them.
 *
 * @param file may be missing, as in many a container
 */
record ServiceNames(Path file) {

  /** Of a port; empty where it has none. Blocks. */
  Optional<String> of(int port, String protocol) throws IOException {
    String wanted = port + "/" + protocol;
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.replaceFirst("#.*", "").trim().split("\\s+"))
          .filter(fields -> fields.length > 1 && fields[1].equals(wanted))
          .map(fields -> fields[0])
          .findFirst();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }
}
