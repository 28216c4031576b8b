package org.hotloop.loop.internal.subprocess;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;

/**
 * Finds a program as execvp does, in the parent: in the PATH that the child will have, seen from
 * the directory that it will start in. What has a slash is no name to look up.
 */
final class ProgramLookup {

  /** Where programs are found without a PATH, as in glibc and in Python. */
  private static final String DEFAULT_PATH = "/bin:/usr/bin";

  private final Path cwd;
  private final String searchPath;

  ProgramLookup(Optional<Path> cwd, Map<String, String> env) {
    this.cwd = cwd.orElse(Path.of(""));
    searchPath = env.getOrDefault("PATH", DEFAULT_PATH);
  }

  /**
   * The file of {@code program}.
   *
   * @throws SpawnException ENOENT, naming the PATH, when it is nowhere; EACCES when it was found
   *     but nowhere executable
   */
  String resolve(String program) throws SpawnException {
    if (program.indexOf('/') >= 0) {
      return program;
    }
    Optional<String> denied = Optional.empty();
    for (String directory : searchPath.split(":", -1)) {
      String candidate = (directory.isEmpty() ? "." : directory) + "/" + program;
      Optional<Path> file = existing(candidate);
      if (file.isPresent() && Files.isExecutable(file.get())) {
        return candidate;
      }
      if (file.isPresent() && denied.isEmpty()) {
        denied = Optional.of(candidate);
      }
    }
    if (denied.isPresent()) {
      throw Refusal.EACCES.because(
          Reason.PROGRAM_NOT_EXECUTABLE, "'%s' is not executable".formatted(denied.get()));
    }
    throw Refusal.ENOENT.because(
        Reason.PROGRAM_MISSING, "no program '%s' in the PATH '%s'".formatted(program, searchPath));
  }

  private Optional<Path> existing(String candidate) {
    try {
      return Optional.of(cwd.resolve(candidate)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty(); // this JVM's file name encoding has no such name, so no such file
    }
  }
}
