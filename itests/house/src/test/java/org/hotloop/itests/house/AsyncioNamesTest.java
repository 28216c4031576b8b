package org.hotloop.itests.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hotloop.EventLoop;
import org.hotloop.EventLoopPolicy;
import org.hotloop.EventLoops;
import org.hotloop.Tasks;
import org.hotloop.child.ChildWatcher;
import org.hotloop.stream.StreamReader;
import org.hotloop.stream.StreamWriter;
import org.hotloop.transport.Server;
import org.junit.jupiter.api.Test;

/** docs/asyncio-names.md has every name of asyncio's, and what it says of Java is so. */
class AsyncioNamesTest {

  private static final List<String> SECTIONS =
      List.of(
          "AbstractEventLoop",
          "AbstractEventLoopPolicy",
          "AbstractChildWatcher",
          "Server",
          "StreamReader",
          "StreamWriter",
          "asyncio");

  private static final List<Class<?>> TYPES =
      List.of(
          EventLoop.class,
          EventLoopPolicy.class,
          ChildWatcher.class,
          Server.class,
          StreamReader.class,
          StreamWriter.class,
          EventLoops.class,
          Tasks.class);

  private final Document page = Document.of("docs/asyncio-names.md");
  private final List<NameRow> rows =
      SECTIONS.stream().flatMap(section -> NameRow.of(page, section)).toList();

  @Test
  void eachNameOfAsynciosHasARowAndNoOtherHas() throws IOException {
    assertEquals(
        asynciosNames(),
        rows.stream().flatMap(row -> row.asyncio().stream()).collect(toCollection(TreeSet::new)));
  }

  @Test
  void eachNameOfAsynciosHasOneRow() {
    List<String> twice =
        rows.stream()
            .flatMap(row -> row.asyncio().stream())
            .collect(groupingBy(name -> name))
            .values()
            .stream()
            .filter(same -> same.size() > 1)
            .map(same -> same.get(0))
            .toList();
    assertEquals(List.of(), twice, "names with more than one row");
  }

  @Test
  void whatHasNoJavaSaysWhy() {
    List<NameRow> silent =
        rows.stream().filter(row -> row.java().isEmpty() && row.remark().isEmpty()).toList();
    assertEquals(List.of(), silent, "rows with neither a name in Java nor a reason");
  }

  @Test
  void eachNameInJavaExists() {
    List<JavaName> missing =
        Stream.concat(
                rows.stream()
                    .filter(Predicate.not(NameRow::isNotYet))
                    .flatMap(row -> row.java().stream()),
                hotloopsOwn())
            .filter(Predicate.not(JavaName::exists))
            .toList();
    assertEquals(List.of(), missing, "methods that do not exist");
  }

  @Test
  void whatIsNotYetThereIsNotThere() {
    List<JavaName> early =
        rows.stream()
            .filter(NameRow::isNotYet)
            .flatMap(row -> row.java().stream())
            .filter(JavaName::exists)
            .toList();
    assertEquals(List.of(), early, "methods that are there now: take the \"not yet\" away");
  }

  @Test
  void eachMethodOfOursHasItsRow() {
    Set<JavaName> named =
        Stream.concat(rows.stream().flatMap(row -> row.java().stream()), hotloopsOwn())
            .collect(toSet());
    List<JavaName> unnamed =
        TYPES.stream().flatMap(JavaName::methodsOf).filter(Predicate.not(named::contains)).toList();
    assertEquals(List.of(), unnamed, "methods in no row, nor below \"Hotloop's own\"");
  }

  private Stream<JavaName> hotloopsOwn() {
    return page.section("## Hotloop's own").table().stream()
        .flatMap(cells -> NameRow.names(cells.get(0)))
        .map(JavaName::of);
  }

  private static Set<String> asynciosNames() throws IOException {
    try (InputStream in = AsyncioNamesTest.class.getResourceAsStream("asyncio-names.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(toCollection(TreeSet::new));
    }
  }
}
