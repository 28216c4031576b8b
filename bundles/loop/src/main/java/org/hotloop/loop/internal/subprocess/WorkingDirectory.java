package org.hotloop.loop.internal.subprocess;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;

/**
 * Looks at the working directory before the spawn, whose own error would not tell whether it is the
 * directory or the program that is missing.
 */
final class WorkingDirectory {

  private WorkingDirectory() {}

  /**
   * Checks that a child can start in {@code directory}.
   *
   * @throws SpawnException naming the directory
   */
  static void check(Path directory) throws SpawnException {
    if (!Files.exists(directory)) {
      throw Refusal.ENOENT.because(
          Reason.WORKING_DIRECTORY, "the working directory '%s' is missing".formatted(directory));
    }
    if (!Files.isDirectory(directory)) {
      throw Refusal.ENOTDIR.because(
          Reason.WORKING_DIRECTORY,
          "the working directory '%s' is no directory".formatted(directory));
    }
    if (!Files.isExecutable(directory)) {
      throw Refusal.EACCES.because(
          Reason.WORKING_DIRECTORY,
          "the working directory '%s' may not be entered".formatted(directory));
    }
  }
}
