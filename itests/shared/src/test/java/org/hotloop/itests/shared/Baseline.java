package org.hotloop.itests.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a test must leave as it found it; take it when everything has run once. */
public final class Baseline {

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final long descriptors = descriptors();
  private final List<String> threads = threads();
  private final List<String> temporaryFiles = temporaryFiles();

  /** Waits until it is so again: some threads end a moment after what they worked for. */
  public void awaitRestored() {
    // children() lists zombies as well: they are children until somebody waits for them
    Conditions.await("no child is left", () -> ProcessHandle.current().children().count() == 0);
    Conditions.await("descriptors: " + descriptors, () -> descriptors() <= descriptors);
    Conditions.await("threads: " + threads, () -> isWithin(threads(), threads));
    Conditions.await("files: " + temporaryFiles, () -> isWithin(temporaryFiles(), temporaryFiles));
  }

  /** Whether {@code now} has nothing beyond {@code before}, counting repeated names. */
  private static boolean isWithin(List<String> now, List<String> before) {
    List<String> rest = new ArrayList<>(now);
    before.forEach(rest::remove);
    return rest.isEmpty();
  }

  /** Those that are no files: pipes, sockets, epolls. A class loader may open a jar at any time. */
  private static long descriptors() {
    return list(Path.of("/proc/self/fd")).stream().filter(Baseline::isNoFile).count();
  }

  private static boolean isNoFile(Path descriptor) {
    try {
      return !Files.readSymbolicLink(descriptor).toString().startsWith("/");
    } catch (NoSuchFileException e) {
      return false; // closed since it was listed, as the listing's own is
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> threads() {
    Predicate<String> ours = name -> name.startsWith("hotloop-");
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(ours).toList();
  }

  private static List<String> temporaryFiles() {
    return list(TEMPORARY).stream().map(path -> path.getFileName().toString()).toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
