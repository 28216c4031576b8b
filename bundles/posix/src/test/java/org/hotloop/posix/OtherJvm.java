package org.hotloop.posix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, started in a way that matters, and what the program in it tells. */
final class OtherJvm {

  private final List<String> command = new ArrayList<>();

  /** Started by {@code prefix}, which ends with the command that it starts. */
  OtherJvm(List<String> prefix, String... options) {
    command.addAll(prefix);
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options));
    // its warnings of a file in the shared temporary folder would be among what is read
    command.add("-XX:-UsePerfData");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
  }

  /** Runs {@code program} to its end. */
  String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(jvm.waitFor(60, SECONDS), output);
    return output.strip();
  }
}
