package org.hotloop.itests.bench.internal.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compiles the C sources. The first line of a program's source says what its compilation takes
 * beside it, {@code // cc: other.c -luv}; what another takes is no program.
 */
public final class NativePrograms {

  private static final String EXTENSION = ".c";
  private static final String TAKES = "// cc:";
  private static final List<String> COMPILER = List.of("gcc", "-O2");

  private final Path sources;
  private final Path folder;
  private final Map<String, String> impediments = new LinkedHashMap<>();

  private NativePrograms(Path sources, Path folder) {
    this.sources = sources;
    this.folder = folder;
  }

  /** Compiles all of {@code sources} into {@code folder}. */
  public static NativePrograms compile(Path sources, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    NativePrograms programs = new NativePrograms(sources, folder);
    Map<String, List<String>> takes = programs.takes();
    List<String> parts = takes.values().stream().flatMap(List::stream).toList();
    for (Map.Entry<String, List<String>> source : takes.entrySet()) {
      if (!parts.contains(source.getKey())) {
        programs.compile(source.getKey(), source.getValue());
      }
    }
    return programs;
  }

  private Map<String, List<String>> takes() throws IOException {
    Map<String, List<String>> takes = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.filter(one -> one.toString().endsWith(EXTENSION)).sorted().toList()) {
        takes.put(file.getFileName().toString(), firstLine(file));
      }
    }
    return takes;
  }

  private static List<String> firstLine(Path source) throws IOException {
    String first = Files.readAllLines(source, StandardCharsets.UTF_8).get(0);
    return first.startsWith(TAKES)
        ? List.of(first.substring(TAKES.length()).strip().split(" +"))
        : List.of();
  }

  private void compile(String source, List<String> takes) throws IOException, InterruptedException {
    String name = source.substring(0, source.length() - EXTENSION.length());
    List<String> command = new ArrayList<>(COMPILER);
    command.addAll(List.of("-o", path(name).toAbsolutePath().toString(), source));
    command.addAll(takes);
    Path said = folder.resolve(name + ".txt");
    try {
      Process compiler =
          new ProcessBuilder(command)
              .directory(sources.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (compiler.waitFor() != 0) {
        impediments.put(name, "it does not compile, see " + said);
      }
    } catch (IOException noCompiler) {
      impediments.put(name, noCompiler.getMessage());
    }
  }

  /** Where a program is. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /** Why there is no such program. */
  public Optional<String> impediment(String name) {
    return Optional.ofNullable(impediments.get(name));
  }
}
