package org.hotloop.itests.bench.internal.jvm.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The compilers of this virtual machine: threads of which only the kernel tells. */
final class Compilers {

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final Pattern NAME = Pattern.compile("\\(C[12] Compiler");
  private static final String NAME_END = ") ";

  /** Of the fields behind the name; see proc(5). */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final long TICKS_PER_SECOND = 100;

  private Compilers() {}

  /** What they have cost so far, in steps of a hundredth of a second. */
  static long cpuNanos() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      long ticks =
          threads
              .map(Compilers::stat)
              .filter(Compilers::isCompiler)
              .mapToLong(Compilers::ticks)
              .sum();
      return TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND * ticks;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Empty where the thread has ended meanwhile: there is no file, or no process to read of. */
  private static String stat(Path thread) {
    try {
      return Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  private static boolean isCompiler(String stat) {
    return NAME.matcher(stat).find();
  }

  private static long ticks(String stat) {
    List<String> fields =
        List.of(stat.substring(stat.lastIndexOf(NAME_END) + NAME_END.length()).split(" "));
    return Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
  }
}
