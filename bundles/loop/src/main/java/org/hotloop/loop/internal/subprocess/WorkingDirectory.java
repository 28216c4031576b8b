package org.hotloop.loop.internal.subprocess;

import org.hotloop.posix.FileStatus;
import org.hotloop.posix.PosixException;
import org.hotloop.subprocess.OsString;
import org.hotloop.subprocess.SpawnException;
import org.hotloop.subprocess.SpawnException.Reason;

/**
 * Looks at the working directory before the spawn, whose own error would not tell whether it is the
 * directory or the program that is missing.
 */
final class WorkingDirectory {

  private WorkingDirectory() {}

  /**
   * Checks that a child can start in the directory of {@code view}.
   *
   * @throws SpawnException naming the directory
   */
  static void check(ChildView view) throws SpawnException {
    if (view.cwd().isPresent()) {
      check(view, view.cwd().get());
    }
  }

  private static void check(ChildView view, OsString directory) throws SpawnException {
    FileStatus status = status(view, directory);
    if (status.kind() != FileStatus.Kind.FOLDER) {
      throw Refusal.ENOTDIR.because(
          Reason.WORKING_DIRECTORY,
          "the working directory '%s' is no directory".formatted(directory));
    }
    if (!status.executable()) {
      throw Refusal.EACCES.because(
          Reason.WORKING_DIRECTORY,
          "the working directory '%s' may not be entered: it needs the permission to search it (x)"
              .formatted(directory));
    }
  }

  private static FileStatus status(ChildView view, OsString directory) throws SpawnException {
    try {
      return view.surroundings().status(directory);
    } catch (PosixException e) {
      String what = e.errnoName().equals("ENOENT") ? "is missing" : "cannot be entered";
      throw new SpawnException(
          Reason.WORKING_DIRECTORY,
          "the working directory '%s' %s: %s".formatted(directory, what, e.getMessage()),
          e.errno(),
          e.errnoName(),
          e);
    }
  }
}
