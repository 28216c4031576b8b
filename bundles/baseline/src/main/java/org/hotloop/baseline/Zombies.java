package org.hotloop.baseline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Children of this process that ended and that nobody has waited for. */
public final class Zombies {

  private static final String SELF = Long.toString(ProcessHandle.current().pid());

  private Zombies() {}

  /** Their pids, now. */
  public static List<Long> now() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(Zombies::isOurs)
          .map(entry -> Long.valueOf(entry.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Path process) {
    try {
      // "pid (name) state ppid …", where the name may hold blanks and parentheses
      String line = Files.readString(process.resolve("stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return fields[0].equals("Z") && fields[1].equals(SELF);
    } catch (IOException e) {
      return false; // the process is gone: no file, or ESRCH while reading it
    }
  }
}
