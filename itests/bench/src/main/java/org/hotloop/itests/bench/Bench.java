package org.hotloop.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hotloop.itests.bench.internal.Options;
import org.hotloop.itests.bench.internal.Run;
import org.hotloop.itests.bench.internal.Selection;
import org.hotloop.itests.bench.internal.jmh.Jmh;
import org.hotloop.itests.bench.internal.peer.NativePrograms;
import org.hotloop.itests.bench.internal.peer.Program;
import org.hotloop.itests.bench.internal.peer.Programs;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workloads;

/**
 * Measures Hotloop beside others, and exits with 0 only if all results were right. Takes {@code
 * name=value}, see {@link Options}; system properties: {@code bench.folder}, {@code bench.sources}.
 */
public final class Bench {

  private static final Path FOLDER = Path.of(System.getProperty("bench.folder", "target/bench"));
  private static final Path SOURCES = Path.of(System.getProperty("bench.sources", "src/main"));

  private Bench() {}

  /** Runs what is asked for. */
  public static void main(String[] arguments) throws Exception {
    Path folder = FOLDER.toAbsolutePath();
    Path temporary = emptied(folder.resolve("tmp"));
    Run run;
    try {
      Options options = Options.parse(List.of(arguments));
      NativePrograms natives =
          NativePrograms.compile(SOURCES.resolve("c"), folder.resolve("native"));
      if (options.workloads().equals(Jmh.NAME)) {
        Jmh.run(folder);
        return;
      }
      List<Workload> workloads = Workloads.all(folder.resolve("native"));
      List<Program> programs = Programs.all(natives, SOURCES.resolve("python"), temporary);
      run =
          new Run(
              options,
              Selection.of(options.workloads(), "workload", workloads, Workload::name),
              Selection.of(options.peers(), "peer", programs, Program::name),
              folder,
              System.out);
    } catch (IllegalArgumentException mistake) {
      System.out.println("bench: " + mistake.getMessage());
      System.exit(2);
      return;
    }
    System.exit(run.measure() ? 0 : 1);
  }

  /** What peers left there the last time is nobody's any more. */
  private static Path emptied(Path temporary) throws IOException {
    if (Files.exists(temporary)) {
      try (Stream<Path> left = Files.walk(temporary)) {
        for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
    return Files.createDirectories(temporary);
  }
}
