package org.hotloop.itests.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tests prove what, and who runs them. */
record Proofs(List<TestType> types) {

  /** The tests of the repository. */
  List<TestName> tests() {
    return types.stream().flatMap(type -> type.tests().stream()).toList();
  }

  /** The types whose tests cite {@code id}, as links. */
  List<String> provenBy(String id) {
    return citing().filter(type -> type.cites(id)).map(this::link).sorted().toList();
  }

  /** True where one type that cites {@code id} is run by a test of each {@code module}. */
  boolean isProvenIn(Set<String> modules, String id) {
    return citing()
        .filter(type -> type.cites(id))
        .anyMatch(type -> modules(type).containsAll(modules));
  }

  /** The types that have tests, which nobody runs. */
  List<String> neverRun() {
    return types.stream()
        .filter(type -> !type.tests().isEmpty() && runners(type).isEmpty())
        .map(type -> type.file().toString())
        .toList();
  }

  /** For each contract a row of a table: its link, and those of the tests that run it. */
  List<String> contracts() {
    return citing()
        .filter(Predicate.not(TestType::runs))
        .map(type -> "| %s | %s |".formatted(link(type), links(runners(type))))
        .sorted()
        .toList();
  }

  /** The targets of all links, seen from the folder {@code docs}. */
  List<String> targets() {
    return citing()
        .flatMap(type -> Stream.concat(Stream.of(type), runners(type).stream()))
        .distinct()
        .map(type -> "%s: %s".formatted(link(type), Path.of("..").resolve(type.file())))
        .sorted()
        .toList();
  }

  private Stream<TestType> citing() {
    return types.stream().filter(Proofs::isCiting);
  }

  private static boolean isCiting(TestType type) {
    return type.tests().stream().anyMatch(test -> !test.ids().isEmpty());
  }

  private Set<String> modules(TestType type) {
    return runners(type).stream().map(TestType::module).collect(Collectors.toSet());
  }

  /** The types that Maven runs and that have the tests of {@code type}: it and its heirs. */
  private Set<TestType> runners(TestType type) {
    return Stream.concat(
            Stream.of(type).filter(TestType::runs),
            types.stream()
                .filter(heir -> heir.supertypes().contains(type.name()))
                .flatMap(heir -> runners(heir).stream()))
        .collect(Collectors.toSet());
  }

  private String links(Set<TestType> linked) {
    return linked.stream().map(this::link).sorted().collect(Collectors.joining(", "));
  }

  /** By the simple name, with the module in front of it where two have the same. */
  private String link(TestType type) {
    boolean unique = types.stream().filter(other -> other.name().equals(type.name())).count() == 1;
    return unique ? "[%s]".formatted(type.name()) : "[%s/%s]".formatted(type.module(), type.name());
  }
}
