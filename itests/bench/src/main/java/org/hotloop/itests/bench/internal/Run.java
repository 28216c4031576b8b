package org.hotloop.itests.bench.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hotloop.itests.bench.internal.peer.PeerFailedException;
import org.hotloop.itests.bench.internal.peer.Program;
import org.hotloop.itests.bench.internal.peer.Runner;
import org.hotloop.itests.bench.internal.report.Figure;
import org.hotloop.itests.bench.internal.report.Goals;
import org.hotloop.itests.bench.internal.report.Reports;
import org.hotloop.itests.bench.internal.report.Result;
import org.hotloop.itests.bench.internal.report.Results;
import org.hotloop.itests.bench.internal.report.Sample;
import org.hotloop.itests.bench.internal.workload.Group;
import org.hotloop.itests.bench.internal.workload.Workload;
import org.hotloop.itests.bench.internal.workload.Workload.Amounts;

/**
 * Workload by workload, round by round, each peer once: all have the same weather. In each round
 * another peer begins.
 */
public final class Run {

  private final Options options;
  private final List<Workload> workloads;
  private final Plan plan;
  private final Progress progress;
  private final Path folder;
  private final PrintStream console;
  private final Runner runner;
  private final Reports reports;
  private final List<Result> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * @param folder for results and reports
   */
  public Run(
      Options options,
      List<Workload> workloads,
      List<Program> programs,
      Path folder,
      PrintStream console)
      throws IOException {
    this.options = options;
    this.workloads = possible(options, workloads, console);
    this.plan =
        new Plan(
            options,
            this.workloads,
            programs.stream().filter(one -> one.impediment().isEmpty()).toList());
    this.progress = new Progress(options, plan.turns());
    this.folder = folder;
    this.console = console;
    this.reports =
        new Reports(
            folder,
            this.workloads,
            programs.stream().map(Program::name).toList(),
            Conditions.here(options));
    this.runner = new Runner(folder.resolve("native/client"), folder.resolve("log"));
    for (Program program : programs) {
      program
          .impediment()
          .ifPresent(why -> console.printf("bench: without %s: %s%n", program.name(), why));
    }
  }

  private static List<Workload> possible(
      Options options, List<Workload> workloads, PrintStream console) throws IOException {
    List<Workload> possible = new ArrayList<>();
    for (Workload workload : workloads) {
      if (options.isShort() && !workload.isShort()) {
        continue;
      }
      Optional<String> impediment = Limits.impediment(workload);
      if (impediment.isPresent()) {
        console.printf("bench: without %s: %s%n", workload.name(), impediment.get());
      } else {
        possible.add(workload);
      }
    }
    return possible;
  }

  /** Answers whether each peer did what it was told, and all results were right. */
  public boolean measure() throws IOException, InterruptedException {
    console.printf("bench: %s%n", progress.announcement());
    for (Workload workload : workloads) {
      for (List<Turn> round : plan.rounds(workload)) {
        for (Turn turn : round) {
          run(turn);
        }
        reports.write(new Results(results));
      }
      if (!options.isShort()) {
        console.printf("%n%s%n", reports.table(new Results(results), workload));
      }
    }
    if (!options.isShort()) {
      console.printf("%s%n", Goals.markdown(new Results(results)));
    }
    console.printf(
        "bench: %d of %d runs were right; lines, tables and charts are in %s%n",
        progress.total() - failures.size(), progress.total(), folder);
    failures.forEach(failure -> console.println("bench: " + failure));
    return failures.isEmpty();
  }

  private void run(Turn turn) throws IOException, InterruptedException {
    Workload workload = turn.workload();
    Program program = turn.program();
    Amounts amounts =
        options.isShort()
            ? workload.shortly()
            : workload.fully(options.scale() * program.share(workload), program.isLight());
    String what = "%s, %s".formatted(program.name(), workload.name());
    String said;
    try {
      Map<String, Object> fields = runner.run(program, workload, amounts);
      Result result = new Result(workload.name(), program.name(), turn.round(), fields);
      results.add(result);
      if (!result.isRight()) {
        failures.add(what + ": its results are not right");
      }
      said = "%s, round %d: %s".formatted(what, turn.round(), figure(result, workload));
    } catch (PeerFailedException failure) {
      failures.add("%s: %s".formatted(what, failure.getMessage()));
      said = failures.get(failures.size() - 1);
    }
    console.printf("%s %s%n", progress.after(turn), said);
  }

  private static String figure(Result result, Workload workload) {
    Figure figure = workload.group() == Group.EXIT ? Figure.P50 : Figure.CPU;
    OptionalDouble value = figure.of(result);
    return figure.title() + " " + (value.isPresent() ? Sample.number(value.getAsDouble()) : "");
  }
}
