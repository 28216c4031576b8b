package org.hotloop.itests.bench.internal.jmh;

import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs what is measured inside one process. */
public final class Jmh {

  /** What it is called where workloads are named. */
  public static final String NAME = "jmh";

  private Jmh() {}

  /** Prints as it goes; results are in {@code jmh.json} as well. */
  public static void run(Path folder) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include("Benchmark")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString())
                .build())
        .run();
  }
}
