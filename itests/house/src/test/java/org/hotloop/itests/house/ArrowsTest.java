package org.hotloop.itests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/design.md says who may import whom; the manifests say who does. */
class ArrowsTest {

  private final List<BuiltBundle> bundles = BuiltBundle.all();
  private final Map<String, Set<String>> allowed = allowedArrows();

  @Test
  void everyBundleIsInTheTableAndOnTheClassPath() {
    Set<String> built =
        bundles.stream().map(BuiltBundle::folder).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(allowed.keySet(), built);
  }

  @TestFactory
  Stream<DynamicTest> importsOnlyWhatTheTableAllows() {
    return bundles.stream()
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.folder(),
                    () -> {
                      Set<String> targets = targetsOf(bundle);
                      targets.removeAll(allowed.getOrDefault(bundle.folder(), Set.of()));
                      assertEquals(Set.of(), targets, "imports what docs/design.md forbids");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> exportsNothingInternal() {
    return bundles.stream()
        .filter(bundle -> !bundle.folder().equals("jffi"))
        .map(
            bundle ->
                DynamicTest.dynamicTest(
                    bundle.folder(),
                    () ->
                        assertTrue(
                            bundle.exports().stream().noneMatch(name -> name.contains("internal")),
                            () -> "exports " + bundle.exports())));
  }

  /** The folders of the bundles whose exports {@code bundle} imports, itself left out. */
  private Set<String> targetsOf(BuiltBundle bundle) {
    return bundles.stream()
        .filter(other -> !other.folder().equals(bundle.folder()))
        .filter(other -> other.exports().stream().anyMatch(bundle.imports()::contains))
        .map(BuiltBundle::folder)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> allowedArrows() {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (List<String> row : Document.of("docs/design.md").tableAfter("Arrows between bundles")) {
      Set<String> targets = names(row.get(1));
      names(row.get(0)).forEach(bundle -> arrows.put(bundle, targets));
    }
    return arrows;
  }

  private static Set<String> names(String cell) {
    return Arrays.stream(cell.split(","))
        .map(String::strip)
        .filter(name -> !name.equals("—"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
