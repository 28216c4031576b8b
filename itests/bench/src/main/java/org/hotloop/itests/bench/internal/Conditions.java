package org.hotloop.itests.bench.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hotloop.itests.bench.internal.peer.Programs;

/** Under which figures were measured; without, they say nothing. */
final class Conditions {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Conditions() {}

  /** In one line. */
  static String here(Options options) throws IOException {
    return "%s, %s, %d processors, Linux %s, Java %s with %s; medians of %d rounds, scale %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.version"),
            Runtime.version(),
            String.join(" ", Programs.JVM_OPTIONS),
            options.rounds(),
            options.scale());
  }

  private static String processor() throws IOException {
    return Files.readAllLines(PROCESSOR, StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("a processor without a name");
  }
}
