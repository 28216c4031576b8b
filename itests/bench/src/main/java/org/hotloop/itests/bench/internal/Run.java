package org.hotloop.itests.bench.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  private static final String OURS = "hotloop";

  private final Options options;
  private final List<Workload> workloads;
  private final List<Program> programs;
  private final Path folder;
  private final PrintStream console;
  private final Runner runner;
  private final Reports reports;
  private final List<Result> results = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int done;
  private int total;

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
    this.workloads = workloads.stream().filter(one -> !options.isShort() || one.isShort()).toList();
    this.programs = programs.stream().filter(one -> one.impediment().isEmpty()).toList();
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

  /** Answers whether each peer did what it was told, and all results were right. */
  public boolean measure() throws IOException, InterruptedException {
    total = workloads.stream().mapToInt(one -> participants(one).size() * rounds(one)).sum();
    for (Workload workload : workloads) {
      List<Program> participants = new ArrayList<>(participants(workload));
      for (int round = 1; round <= rounds(workload); round++) {
        for (Program program : participants) {
          run(program, workload, round);
        }
        Collections.rotate(participants, -1);
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
        total - failures.size(), total, folder);
    failures.forEach(failure -> console.println("bench: " + failure));
    return failures.isEmpty();
  }

  private List<Program> participants(Workload workload) {
    return programs.stream()
        .filter(program -> program.does(workload))
        .filter(program -> !options.isShort() || isNeeded(program, workload))
        .toList();
  }

  /** In a short form ours and the light ones do all they can, each other peer one of its own. */
  private boolean isNeeded(Program program, Workload workload) {
    if (program.isLight() || program.name().equals(OURS)) {
      return true;
    }
    List<Workload> possible = workloads.stream().filter(program::does).toList();
    return possible.get(programs.indexOf(program) % possible.size()) == workload;
  }

  private int rounds(Workload workload) {
    return Math.min(options.rounds(), workload.rounds());
  }

  private void run(Program program, Workload workload, int round)
      throws IOException, InterruptedException {
    Amounts amounts =
        options.isShort()
            ? workload.shortly()
            : workload.fully(options.scale() * program.share(workload), program.isLight());
    try {
      Map<String, Object> fields = runner.run(program, workload, amounts);
      Result result = new Result(workload.name(), program.name(), round, fields);
      results.add(result);
      say(result, workload);
      if (!result.isRight()) {
        failures.add(
            "%s, %s: its results are not right".formatted(program.name(), workload.name()));
      }
    } catch (PeerFailedException failure) {
      failures.add("%s, %s: %s".formatted(program.name(), workload.name(), failure.getMessage()));
      console.printf("[%d/%d] %s%n", ++done, total, failures.get(failures.size() - 1));
    }
  }

  private void say(Result result, Workload workload) {
    Figure figure = workload.group() == Group.EXIT ? Figure.P50 : Figure.CPU;
    console.printf(
        "[%d/%d] %s, round %d: %s %s %s%n",
        ++done,
        total,
        workload.name(),
        result.round(),
        result.peer(),
        figure.title(),
        figure.of(result).isPresent() ? Sample.number(figure.of(result).getAsDouble()) : "");
  }
}
