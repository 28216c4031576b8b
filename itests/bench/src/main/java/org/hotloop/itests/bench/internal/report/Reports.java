package org.hotloop.itests.bench.internal.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.hotloop.itests.bench.internal.workload.Workload;

/** What is written of the results: for people a table, goals and a page, for programs lines. */
public final class Reports {

  private final Path folder;
  private final List<Workload> workloads;
  private final List<String> peers;
  private final String conditions;

  /**
   * @param peers in their order
   * @param conditions under which it was measured, as one line
   */
  public Reports(Path folder, List<Workload> workloads, List<String> peers, String conditions) {
    this.folder = folder;
    this.workloads = workloads;
    this.peers = peers;
    this.conditions = conditions;
  }

  /** One workload's table. */
  public String table(Results results, Workload workload) {
    return new Table(results, workload, peers).markdown();
  }

  /** Writes all of them anew. */
  public void write(Results results) throws IOException {
    Files.write(folder.resolve("results.jsonl"), results.all().stream().map(Result::line).toList());
    Files.writeString(folder.resolve("goals.md"), Goals.markdown(results));
    Files.writeString(folder.resolve("report.md"), report(results));
    Files.writeString(
        folder.resolve("report.html"), new Page(results, workloads, peers, conditions).html());
  }

  private String report(Results results) {
    String tables =
        workloads.stream()
            .filter(workload -> results.workloads().contains(workload.name()))
            .map(workload -> table(results, workload))
            .collect(Collectors.joining("\n"));
    return "%s\n\n## Goals\n\n%s\n## Workloads\n\n%s"
        .formatted(conditions, Goals.markdown(results), tables);
  }
}
