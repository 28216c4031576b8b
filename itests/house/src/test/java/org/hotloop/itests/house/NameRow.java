package org.hotloop.itests.house;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of docs/asyncio-names.md.
 *
 * @param asyncio the names in asyncio, with their type or module in front
 * @param java what stands for them; empty where nothing does
 * @param remark why, or what else there is to say
 */
record NameRow(List<String> asyncio, List<JavaName> java, String remark) {

  private static final String NONE = "—";
  private static final String NOT_YET = "not yet";

  /** The rows below the heading that is the name of a type of asyncio's, or of the module. */
  static Stream<NameRow> of(Document page, String type) {
    return page.section("## " + type).table().stream()
        .map(
            cells ->
                new NameRow(
                    names(cells.get(0)).map(name -> type + "." + name).toList(),
                    names(cells.get(1)).map(JavaName::of).toList(),
                    cells.get(2)));
  }

  /** The names of a cell. */
  static Stream<String> names(String cell) {
    return Arrays.stream(cell.split(",")).map(String::strip).filter(name -> !name.equals(NONE));
  }

  /** Whether a later change brings the Java of it. */
  boolean isNotYet() {
    return remark.startsWith(NOT_YET);
  }
}
