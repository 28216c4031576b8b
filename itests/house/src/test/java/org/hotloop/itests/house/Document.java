package org.hotloop.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A text of the repository: a Markdown page, as far as its tables and its code go, or a source. */
record Document(List<String> lines) {

  /** The text at {@code path} below the repository's root. */
  static Document of(String path) {
    try {
      Path root = Path.of(System.getProperty("hotloop.root"));
      return new Document(Files.readAllLines(root.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of the first table after the line that begins with {@code heading}, cell by cell. */
  List<List<String>> tableAfter(String heading) {
    return new Document(
            lines.stream().dropWhile(line -> !line.startsWith(heading)).skip(1).toList())
        .table();
  }

  /** The rows of the first table, cell by cell. */
  List<List<String>> table() {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2) // the head and the rule below it
        .map(Document::cells)
        .toList();
  }

  /** What stands below the line {@code heading}, up to the next heading of its level or above. */
  Document section(String heading) {
    String marks = heading.substring(0, heading.indexOf(' '));
    return new Document(
        lines.stream()
            .dropWhile(line -> !line.equals(heading))
            .skip(1)
            .takeWhile(line -> !line.matches("#{1,%d} .*".formatted(marks.length())))
            .toList());
  }

  /** The fenced blocks in that language. */
  List<String> blocks(String language) {
    String fence = "```" + language;
    return IntStream.range(0, lines.size())
        .filter(line -> lines.get(line).equals(fence))
        .mapToObj(
            line ->
                lines.stream()
                    .skip(line + 1L)
                    .takeWhile(inside -> !inside.equals("```"))
                    .collect(Collectors.joining("\n")))
        .toList();
  }

  /** Whether the lines of {@code block} stand here, one below the other, indented or not. */
  boolean contains(String block) {
    int height = (int) block.lines().count();
    return IntStream.rangeClosed(0, lines.size() - height)
        .mapToObj(top -> String.join("\n", lines.subList(top, top + height)).stripIndent())
        .anyMatch(block::equals);
  }

  private static List<String> cells(String row) {
    String inner = row.strip().substring(1, row.strip().length() - 1);
    return Arrays.stream(inner.split("\\|", -1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }
}
