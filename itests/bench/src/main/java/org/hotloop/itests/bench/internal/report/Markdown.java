package org.hotloop.itests.bench.internal.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tables that can be read as text, too. */
final class Markdown {

  private Markdown() {}

  static String table(List<String> head, List<List<String>> rows) {
    List<Integer> widths =
        IntStream.range(0, head.size())
            .mapToObj(
                column ->
                    Stream.concat(Stream.of(head), rows.stream())
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElseThrow())
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(line(head, widths));
    lines.add(line(widths.stream().map("-"::repeat).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return String.join("\n", lines) + "\n";
  }

  /** Names to the left, numbers to the right. */
  private static String line(List<String> cells, List<Integer> widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column -> {
              String cell = cells.get(column);
              String space =
                  String.join("", Collections.nCopies(widths.get(column) - cell.length(), " "));
              return column == 0 ? cell + space : space + cell;
            })
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
