package org.hotloop.itests.house;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/behaviours.md says which tests prove what; the names of the tests say what they prove. The
 * ids and statements are written by hand, the rest is written by this class, with {@value #REWRITE}
 * set.
 */
class BehavioursTest {

  private static final String REWRITE = "behaviours.rewrite";
  private static final String WRITTEN = "<!-- From here on BehavioursTest writes. -->";
  private static final Path ROOT = Path.of(System.getProperty("hotloop.root")).normalize();
  private static final Path PAGE = ROOT.resolve("docs/behaviours.md");

  private static Proofs proofs;
  private static List<String> lines;
  private static List<BehaviourRow> rows;

  @BeforeAll
  static void read() throws IOException {
    proofs = new Proofs(TestSources.below(ROOT));
    lines = Files.readAllLines(PAGE);
    if (Boolean.getBoolean(REWRITE)) {
      lines = rewritten();
      Files.write(PAGE, lines);
    }
    rows = lines.stream().map(BehaviourRow::of).flatMap(Optional::stream).toList();
  }

  @Test
  void theTableSaysWhatTheTestsCite() {
    assertIterableEquals(
        rewritten(), lines, "docs/behaviours.md is out of date; its head says how to rewrite it");
  }

  @Test
  void eachRowIsProvenOrForLater() {
    List<String> open =
        rows.stream()
            .filter(row -> row.proof().equals(BehaviourRow.OPEN))
            .map(BehaviourRow::id)
            .toList();
    assertEquals(List.of(), open, "rows that no test cites");
  }

  @Test
  void eachIdHasOneRow() {
    List<String> twice =
        rows.stream().collect(groupingBy(BehaviourRow::id)).entrySet().stream()
            .filter(sameId -> sameId.getValue().size() > 1)
            .map(sameId -> sameId.getKey())
            .toList();
    assertEquals(List.of(), twice, "ids with more than one row");
  }

  @Test
  void whatATestCitesHasARow() {
    Set<String> ids = rows.stream().map(BehaviourRow::id).collect(toSet());
    List<TestName> strangers =
        proofs.tests().stream().filter(test -> !ids.containsAll(test.ids())).toList();
    assertEquals(List.of(), strangers, "tests that cite what docs/behaviours.md does not have");
  }

  @Test
  void whatIsForLaterIsCitedByNobody() {
    List<String> early =
        rows.stream()
            .filter(BehaviourRow::isLater)
            .map(BehaviourRow::id)
            .filter(id -> !proofs.provenBy(id).isEmpty())
            .toList();
    assertEquals(List.of(), early, "rows for later that are proven now: empty their last cell");
  }

  @Test
  void idsStandInFrontOfADisplayNameOrBehindAMethodsName() {
    List<TestName> stray = proofs.tests().stream().filter(TestName::hasStrayId).toList();
    assertEquals(List.of(), stray, "tests with ids where they are not read");
  }

  @Test
  void everyTestIsRunByAClassThatMavenRuns() {
    assertEquals(List.of(), proofs.neverRun(), "tests that nobody runs");
  }

  /** A star behind the id asks for it. */
  @Test
  void eachWatcherProvesWhatHoldsForEveryWatcher() throws IOException {
    Set<String> watchers = watchers();
    List<String> unproven =
        rows.stream()
            .filter(BehaviourRow::everyWatcher)
            .map(BehaviourRow::id)
            .filter(id -> !proofs.isProvenIn(watchers, id))
            .toList();
    assertEquals(List.of(), unproven, "rows with a star that no contract proves for all watchers");
  }

  private static Set<String> watchers() throws IOException {
    try (Stream<Path> bundles = Files.list(ROOT.resolve("bundles"))) {
      return bundles
          .map(bundle -> bundle.getFileName().toString())
          .filter(bundle -> bundle.startsWith("watcher."))
          .collect(toSet());
    }
  }

  private static List<String> rewritten() {
    List<String> page = new ArrayList<>();
    lines.stream()
        .takeWhile(line -> !line.equals(WRITTEN))
        .map(line -> BehaviourRow.of(line).map(row -> row.with(proofs).toString()).orElse(line))
        .forEach(page::add);
    page.addAll(List.of(WRITTEN, "", "| contract | run by |", "|---|---|"));
    page.addAll(proofs.contracts());
    page.add("");
    page.addAll(proofs.targets());
    return page;
  }
}
