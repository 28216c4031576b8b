package org.hotloop.itests.bench.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotloop.itests.bench.internal.workload.Workload;

/** One workload in Markdown: medians with their spread, and ratios to who stands for the limit. */
public final class Table {

  /** Which figures say what is worth to know. */
  private static final List<Figure> COLUMNS =
      List.of(
          Figure.WALL,
          Figure.CPU,
          Figure.SELF,
          Figure.CHILDREN,
          Figure.P50,
          Figure.P99,
          Figure.THREADS,
          Figure.RESIDENT,
          Figure.MADE_EACH,
          Figure.KIB_EACH);

  private static final List<Figure> COMPARED = List.of(Figure.WALL, Figure.CPU, Figure.P50);
  private static final String NONE = "–";

  private final Results results;
  private final Workload workload;
  private final List<String> peers;

  /**
   * @param peers in their order
   */
  public Table(Results results, Workload workload, List<String> peers) {
    this.results = results;
    this.workload = workload;
    this.peers = peers.stream().filter(results.peers(workload.name())::contains).toList();
  }

  /** With a head of its own. */
  public String markdown() {
    String limit = workload.group().limit();
    List<Figure> columns = COLUMNS.stream().filter(this::isThere).toList();
    List<String> head = new ArrayList<>(List.of("peer"));
    for (Figure figure : columns) {
      head.add(figure.title());
      if (COMPARED.contains(figure)) {
        head.add("× " + limit);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (String peer : peers) {
      rows.add(row(peer, limit, columns));
    }
    return "### " + workload.name() + "\n\n" + Markdown.table(head, rows);
  }

  private boolean isThere(Figure figure) {
    return peers.stream()
        .anyMatch(peer -> results.sample(workload.name(), peer, figure).isPresent());
  }

  private List<String> row(String peer, String limit, List<Figure> columns) {
    List<String> cells = new ArrayList<>(List.of(peer));
    for (Figure figure : columns) {
      Optional<Sample> sample = results.sample(workload.name(), peer, figure);
      boolean compared = COMPARED.contains(figure);
      cells.add(
          sample.map(one -> compared ? one.text() : Sample.number(one.median())).orElse(NONE));
      if (compared) {
        cells.add(
            results
                .ratio(workload.name(), peer, limit, figure)
                .map(Sample::median)
                .map("%.2f"::formatted)
                .orElse(NONE));
      }
    }
    return cells;
  }
}
