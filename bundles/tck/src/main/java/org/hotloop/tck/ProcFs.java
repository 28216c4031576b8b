package org.hotloop.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the kernel tells about processes, without waiting for any. */
final class ProcFs {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int O_CLOEXEC = 02_000_000;
  private static final long SELF = ProcessHandle.current().pid();

  private ProcFs() {}

  /** Whether {@code pid} has ended: a zombie, or gone. */
  static boolean hasEnded(long pid) {
    return stat(pid).map(stat -> stat.state() == 'Z').orElse(true);
  }

  /** Whether {@code pid} is stopped by a signal. */
  static boolean isStopped(long pid) {
    return stat(pid).map(stat -> stat.state() == 'T').orElse(false);
  }

  /** Who traces {@code pid}. */
  static OptionalLong tracer(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("TracerPid:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .filter(tracer -> tracer != 0)
        .findFirst();
  }

  /** What {@code pid} was started as, with its arguments; empty for a zombie. */
  static String command(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
  }

  /** Whether {@code pid} is a child of this process, alive or a zombie. */
  static boolean isChild(long pid) {
    return stat(pid).map(stat -> stat.parent() == SELF).orElse(false);
  }

  /** Whether {@code pid} waits for something, such as room in a pipe. */
  static boolean isAsleep(long pid) {
    return stat(pid).map(stat -> stat.state() == 'S').orElse(false);
  }

  /** How many bytes {@code pid} has written, to wherever. */
  static long written(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
          .filter(line -> line.startsWith("wchar: "))
          .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The descriptors of this process that are no files, as numbers. */
  static Set<Integer> descriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      return descriptors
          .filter(ProcFs::isNoFile)
          .map(descriptor -> Integer.valueOf(descriptor.getFileName().toString()))
          .collect(Collectors.toSet());
    }
  }

  /** Whether a descriptor of this process is closed in a child, whoever starts it. */
  static boolean closesOnExec(int descriptor) {
    try {
      return Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(descriptor))).stream()
          .filter(line -> line.startsWith("flags:"))
          .mapToInt(line -> Integer.parseInt(line.substring("flags:".length()).strip(), 8))
          .anyMatch(flags -> (flags & O_CLOEXEC) != 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNoFile(Path descriptor) {
    try {
      return !Files.readSymbolicLink(descriptor).toString().startsWith("/");
    } catch (IOException e) {
      return false; // closed since it was listed, as the listing's own is
    }
  }

  private static Optional<Stat> stat(long pid) {
    try {
      // "pid (name) state ppid …", where the name may hold blanks and parentheses
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Optional.of(new Stat(fields[0].charAt(0), Long.parseLong(fields[1])));
    } catch (IOException e) {
      return Optional.empty(); // the process is gone: no file, or ESRCH while reading it
    }
  }

  private record Stat(char state, long parent) {}
}
