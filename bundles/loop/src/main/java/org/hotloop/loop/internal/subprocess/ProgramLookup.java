package org.hotloop.loop.internal.subprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotloop.posix.FileStatus;
import org.hotloop.posix.FileStatus.Kind;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;

/**
 * Finds a program as execvp does, in the parent: in the PATH that the child will have, seen from
 * the directory that it will start in. What has a slash is no name to look up.
 *
 * <p>Other than in execvp, the working directory is never searched, since whoever may write there
 * would choose what runs.
 */
final class ProgramLookup {

  private static final String MISSING = "ENOENT";

  private final ChildView view;
  private final Supplier<SearchPath> searchPath;

  /**
   * @param searchPath asked only where there is a name to look up
   */
  ProgramLookup(ChildView view, Supplier<SearchPath> searchPath) {
    this.view = view;
    this.searchPath = searchPath;
  }

  /**
   * The file of {@code program}.
   *
   * @throws SpawnException ENOENT, naming the PATH, when it is nowhere; EACCES when it was found
   *     but nowhere executable; what the kernel says where it may be there and cannot be seen
   */
  OsString resolve(OsString program) throws SpawnException {
    if (program.contains('/')) {
      return program;
    }
    SearchPath searched = searchPath.get();
    List<SpawnException> obstacles = new ArrayList<>();
    for (OsString folder : searched.folders()) {
      OsString candidate = ChildView.within(folder, program);
      Optional<SpawnException> obstacle = obstacle(candidate);
      if (obstacle.isEmpty()) {
        return candidate;
      }
      obstacles.add(obstacle.get());
    }
    throw worst(obstacles)
        .orElseGet(
            () ->
                Refusal.ENOENT.because(
                    Reason.PROGRAM_MISSING, "no program '%s' in %s".formatted(program, searched)));
  }

  /** The first that says more than that there is nothing; a refusal before all others. */
  private static Optional<SpawnException> worst(List<SpawnException> obstacles) {
    return obstacles.stream()
        .filter(obstacle -> obstacle.errnoName().equals("EACCES"))
        .findFirst()
        .or(
            () ->
                obstacles.stream()
                    .filter(obstacle -> !obstacle.errnoName().equals(MISSING))
                    .findFirst());
  }

  /** Why this file cannot be run; empty where it can. */
  private Optional<SpawnException> obstacle(OsString candidate) {
    try {
      FileStatus status = view.status(candidate);
      if (status.kind() == Kind.FOLDER) {
        return Optional.of(
            Refusal.EACCES.because(
                Reason.PROGRAM_IS_FOLDER, "'%s' is a folder, no program".formatted(candidate)));
      }
      return status.isProgram() ? Optional.empty() : Optional.of(notExecutable(candidate));
    } catch (PosixException e) {
      return Optional.of(unseen(candidate, e));
    }
  }

  private static SpawnException notExecutable(OsString candidate) {
    return Refusal.EACCES.because(
        Reason.PROGRAM_NOT_EXECUTABLE,
        "'%s' is not executable: chmod +x, if it is what was meant".formatted(candidate));
  }

  /** Where a part of the way is no folder there is nothing, which execvp takes for missing. */
  private static SpawnException unseen(OsString candidate, PosixException cause) {
    if (cause.errnoName().equals("ENOTDIR")) {
      return Refusal.ENOENT.because(Reason.PROGRAM_MISSING, "no '%s'".formatted(candidate));
    }
    Reason reason =
        cause.errnoName().equals("EACCES") ? Reason.PROGRAM_NOT_EXECUTABLE : Reason.PROGRAM_MISSING;
    return new SpawnException(
        reason,
        "'%s' cannot be looked at: %s".formatted(candidate, cause.getMessage()),
        cause.errno(),
        cause.errnoName(),
        cause);
  }
}
