package org.hotloop.posix;

import java.util.List;
import java.util.Optional;

/**
 * A spawn in the kernel's terms.
 *
 * @param path the program's file; no PATH is searched and no shell tried
 * @param argv the arguments, {@code argv[0]} first
 * @param envp the environment, each {@code NAME=value}
 * @param cwd where it starts; empty is where this process is
 * @param stdin the descriptor that becomes 0
 * @param stdout the descriptor that becomes 1
 * @param stderr the descriptor that becomes 2
 */
public record SpawnRequest(
    String path,
    List<String> argv,
    List<String> envp,
    Optional<String> cwd,
    int stdin,
    int stdout,
    int stderr) {

  /** Checks what the kernel would cut or misread: NULs, an empty argv, negative descriptors. */
  public SpawnRequest {
    argv = List.copyOf(argv);
    envp = List.copyOf(envp);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv is empty");
    }
    refuseNul(path);
    argv.forEach(SpawnRequest::refuseNul);
    envp.forEach(SpawnRequest::refuseNul);
    cwd.ifPresent(SpawnRequest::refuseNul);
    if (stdin < 0 || stdout < 0 || stderr < 0) {
      throw new IllegalArgumentException("a negative descriptor");
    }
  }

  private static void refuseNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL cannot be passed to the kernel");
    }
  }
}
