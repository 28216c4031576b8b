package org.hotloop.itests.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown page of the repository, as far as its tables and its code go. */
record Document(List<String> lines) {

  /** The page at {@code path} below the repository's root. */
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
    return lines.stream()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(1)
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2) // the head and the rule below it
        .map(Document::cells)
        .toList();
  }

  /** The lines of the first fenced block in that language. */
  String firstBlock(String language) {
    return firstBlock(language, lines.stream());
  }

  /** The first block of {@code language} below the line {@code heading}. */
  String firstBlockBelow(String heading, String language) {
    return firstBlock(language, lines.stream().dropWhile(line -> !line.equals(heading)));
  }

  private static String firstBlock(String language, Stream<String> lines) {
    return lines
        .dropWhile(line -> !line.equals("```" + language))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .collect(Collectors.joining("\n"));
  }

  private static List<String> cells(String row) {
    String inner = row.strip().substring(1, row.strip().length() - 1);
    return Arrays.stream(inner.split("\\|", -1))
        .map(cell -> cell.strip().replace("`", ""))
        .toList();
  }
}
