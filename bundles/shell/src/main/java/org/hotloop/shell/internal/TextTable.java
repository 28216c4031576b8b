package org.hotloop.shell.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text whose columns stand below each other: numbers to the right, all else to the left.
 */
final class TextTable {

  private static final String INDENT = "  ";
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<Object>> rows = new ArrayList<>();

  TextTable(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row; it has a cell for each heading. */
  TextTable row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "%d cells below %d headings".formatted(cells.length, headings.size()));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The headings and the rows, a line each; headings alone where there is no row. */
  String render() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    line(text, widths, headings, rows.isEmpty() ? headings : rows.get(0));
    rows.forEach(row -> line(text, widths, row, row));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = headings.stream().mapToInt(String::length).toArray();
    for (List<Object> row : rows) {
      Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).toString().length()));
    }
    return widths;
  }

  /** Appends {@code cells}, each to the side on which {@code like} stands. */
  private static void line(StringBuilder text, int[] widths, List<?> cells, List<?> like) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i).toString();
      String space = " ".repeat(widths[i] - cell.length());
      line.append(like.get(i) instanceof Number ? space + cell : cell + space).append(GAP);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
