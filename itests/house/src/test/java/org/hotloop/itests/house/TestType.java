package org.hotloop.itests.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A class or an interface of the repository, as far as its tests go.
 *
 * @param name its simple name
 * @param file its source, relative to the repository's root
 * @param concrete whether a runner can make one
 * @param supertypes the simple names of what it extends and implements
 * @param tests the tests that it declares itself
 */
record TestType(
    String name, Path file, boolean concrete, Set<String> supertypes, List<TestName> tests) {

  /** The last part of its module's folder: {@code karaf}. */
  String module() {
    return file.getName(1).toString();
  }

  /** True where Maven runs it: its name is one that surefire or failsafe looks for. */
  boolean runs() {
    return concrete
        && file.startsWith(file.subpath(0, 2).resolve("src/test"))
        && (name.endsWith("Test") || name.endsWith("IT"));
  }

  boolean cites(String id) {
    return tests.stream().anyMatch(test -> test.ids().contains(id));
  }
}
