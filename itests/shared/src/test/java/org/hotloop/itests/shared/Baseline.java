package org.hotloop.itests.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test must leave as it found it; take it when everything has run once.
 *
 * <p>Of its own, and not that of bundles/baseline, which would have to be installed beside the
 * product in each container, with the JUnit that it extends.
 */
public final class Baseline {

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final List<String> before = present();

  /**
   * Waits until it is so again: some threads end a moment after what they worked for.
   *
   * @throws AssertionError that names what is left
   */
  public void awaitRestored() {
    if (!Conditions.comeTrue(() -> leftovers().isEmpty())) {
      throw new AssertionError("left behind: " + leftovers());
    }
  }

  /** What is there now beyond what was there before, counting repeated names. */
  private List<String> leftovers() {
    List<String> left = present();
    before.forEach(left::remove);
    return left;
  }

  private static List<String> present() {
    return Stream.of(children(), descriptors(), threads(), temporaryFiles())
        .flatMap(names -> names)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** Zombies as well: they are children until somebody waits for them. */
  private static Stream<String> children() {
    return ProcessHandle.current().children().map(child -> "child " + child.pid());
  }

  /**
   * Those that are no files, as a class loader may open a jar at any time: pipes, sockets, epolls.
   * By kind, since a container replaces its own.
   */
  private static Stream<String> descriptors() {
    return list(Path.of("/proc/self/fd"))
        .map(Baseline::target)
        .filter(target -> !target.isEmpty() && !target.startsWith("/"))
        .map(target -> "descriptor " + target.replaceFirst(":\\[\\d+]", ""));
  }

  /** Empty where it was closed since it was listed, as the listing's own is. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("hotloop-"))
        .map(name -> "thread " + name);
  }

  private static Stream<String> temporaryFiles() {
    return list(TEMPORARY).map(path -> "temporary file " + path.getFileName());
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
