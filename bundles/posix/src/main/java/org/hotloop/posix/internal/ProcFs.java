package org.hotloop.posix.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code /proc} tells of children, without waiting for any. */
final class ProcFs {

  private static final Path PROC = Path.of("/proc");

  /** The third of a stat line's fields, which is the first behind the name. */
  private static final int STATE = 0;

  /** The 22nd. */
  private static final int START_TIME = 19;

  private final Path childrenOfLeader;

  ProcFs() {
    String self = Long.toString(ProcessHandle.current().pid());
    childrenOfLeader = PROC.resolve(Path.of(self, "task", self, "children"));
  }

  /**
   * The children of this process's first thread: those that it adopted, those of threads that have
   * ended, and what native code made there.
   *
   * @throws IOException where the kernel does not tell
   */
  List<Long> childrenOfLeader() throws IOException {
    return Stream.of(Files.readString(childrenOfLeader).split(" "))
        .filter(pid -> !pid.isBlank())
        .map(pid -> Long.valueOf(pid.strip()))
        .toList();
  }

  /** The zombie of that pid, if there is one. */
  Optional<Zombie> zombie(long pid) {
    try {
      // "pid (name) state …", where the name may hold blanks and parentheses
      String line = Files.readString(PROC.resolve(Path.of(Long.toString(pid), "stat")));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return fields[STATE].equals("Z")
          ? Optional.of(new Zombie(pid, Long.parseLong(fields[START_TIME])))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the process is gone: no file, or ESRCH while it is read
    }
  }
}
