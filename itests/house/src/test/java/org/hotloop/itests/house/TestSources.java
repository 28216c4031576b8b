package org.hotloop.itests.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The types of the repository and their tests, read off the sources by the compiler's own parser:
 * so no module need be built before, and text that the compiler would not see is not seen.
 */
final class TestSources extends TreeScanner<Void, Path> {

  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

  private final List<TestType> types = new ArrayList<>();

  private TestSources() {}

  /** All types below {@code bundles} and {@code itests} of the repository at {@code root}. */
  static List<TestType> below(Path root) throws IOException {
    TestSources sources = new TestSources();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  null,
                  null,
                  files.getJavaFileObjectsFromPaths(javaFiles(root)));
      for (CompilationUnitTree unit : task.parse()) {
        sources.scan(unit, root.relativize(Path.of(unit.getSourceFile().toUri())));
      }
    }
    return List.copyOf(sources.types);
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("bundles", "itests")) {
      try (Stream<Path> modules = Files.list(root.resolve(folder))) {
        modules
            .map(module -> module.resolve("src"))
            .filter(Files::isDirectory)
            .forEach(source -> addJavaFiles(source, found));
      }
    }
    return found;
  }

  private static void addJavaFiles(Path folder, List<Path> found) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(found::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Void visitClass(ClassTree type, Path file) {
    String name = type.getSimpleName().toString();
    if (!name.isEmpty()) {
      boolean concrete =
          type.getKind() == Tree.Kind.CLASS
              && !type.getModifiers().getFlags().contains(Modifier.ABSTRACT);
      types.add(new TestType(name, file, concrete, supertypes(type), tests(name, type)));
    }
    return super.visitClass(type, file);
  }

  private static Set<String> supertypes(ClassTree type) {
    return Stream.concat(
            Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
        .map(TestSources::simpleName)
        .collect(Collectors.toSet());
  }

  private static List<TestName> tests(String name, ClassTree type) {
    return isSwitchedOff(type.getModifiers())
        ? List.of()
        : type.getMembers().stream()
            .filter(MethodTree.class::isInstance)
            .map(MethodTree.class::cast)
            .filter(TestSources::isTest)
            .map(
                method ->
                    new TestName(
                        name,
                        method.getName().toString(),
                        annotation(method.getModifiers(), "DisplayName")
                            .map(TestSources::text)
                            .orElse("")))
            .toList();
  }

  private static boolean isTest(MethodTree method) {
    ModifiersTree modifiers = method.getModifiers();
    return TESTS.stream().anyMatch(test -> annotation(modifiers, test).isPresent())
        && !isSwitchedOff(modifiers);
  }

  /** What is switched off proves nothing. */
  private static boolean isSwitchedOff(ModifiersTree modifiers) {
    return annotation(modifiers, "Disabled").isPresent()
        || annotation(modifiers, "Ignore").isPresent();
  }

  private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .map(AnnotationTree.class::cast)
        .filter(annotation -> simpleName(annotation.getAnnotationType()).equals(name))
        .findFirst();
  }

  private static String simpleName(Tree type) {
    Tree raw = type instanceof ParameterizedTypeTree generic ? generic.getType() : type;
    String name = raw.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String text(AnnotationTree annotation) {
    ExpressionTree argument = annotation.getArguments().get(0);
    return text(argument instanceof AssignmentTree named ? named.getExpression() : argument);
  }

  private static String text(ExpressionTree expression) {
    if (expression instanceof BinaryTree sum) {
      return text(sum.getLeftOperand()) + text(sum.getRightOperand());
    }
    return String.valueOf(((LiteralTree) expression).getValue());
  }
}
