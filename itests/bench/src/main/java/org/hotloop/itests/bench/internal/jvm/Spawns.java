package org.hotloop.itests.bench.internal.jvm;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hotloop.posix.Posix;
import org.hotloop.posix.PosixException;
import org.hotloop.posix.SpawnRequest;
import org.hotloop.posix.SpawnRequest.DescriptorTable;
import org.hotloop.posix.SpawnRequest.Program;
import org.hotloop.subprocess.OsString;

/** Children at the native layer, with our environment and, if not said otherwise, our streams. */
public final class Spawns {

  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int SIGKILL = 9;

  private Spawns() {}

  /** With our streams. */
  public static SpawnRequest of(List<String> command) {
    return of(command, STDOUT);
  }

  static SpawnRequest of(List<String> command, int stdout) {
    List<OsString> argv = command.stream().map(OsString::of).toList();
    return new SpawnRequest(
        new Program(argv.get(0), argv, Optional.empty(), Optional.empty()),
        new DescriptorTable(STDIN, stdout, STDERR));
  }

  /** For good. */
  public static void kill(Posix posix, long pid) {
    try {
      posix.children().signal(pid, SIGKILL);
    } catch (PosixException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
