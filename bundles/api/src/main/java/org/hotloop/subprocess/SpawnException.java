package org.hotloop.subprocess;

import java.io.IOException;
import java.util.Objects;

/** No child was started; nothing of the attempt is left. The message names the way out. */
public final class SpawnException extends IOException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final int errno;
  private final String errnoName;

  /** Why there is no child. */
  public enum Reason {
    /** No such program, or not the interpreter that its first line names: ENOENT, ENOTDIR, … */
    PROGRAM_MISSING,
    /** The program is there and may not be executed: EACCES. */
    PROGRAM_NOT_EXECUTABLE,
    /** What was named as the program is a folder: EACCES. */
    PROGRAM_IS_FOLDER,
    /** A script without a first line that says what runs it: ENOEXEC. */
    PROGRAM_FORMAT,
    /** The program is being written: ETXTBSY. */
    PROGRAM_BUSY,
    /** Arguments and environment are too long together, or one is alone: E2BIG. */
    ARGUMENTS_TOO_LONG,
    /** The working directory is missing, or no directory, or may not be entered. */
    WORKING_DIRECTORY,
    /** A file for a standard stream cannot be opened. */
    STREAM_FILE,
    /** A descriptor to be passed on is not open: EBADF. */
    BAD_DESCRIPTOR,
    /** This process, or the system, has no descriptor left: EMFILE, ENFILE. */
    DESCRIPTORS_EXHAUSTED,
    /** This user, or the system, or this control group, may have no more processes: EAGAIN. */
    PROCESSES_EXHAUSTED,
    /** No memory: ENOMEM. */
    MEMORY_EXHAUSTED,
    /** The process group, the umask or the niceness that was asked for is not to be had. */
    ATTRIBUTE_REFUSED,
    /** Something else, which {@link #errno} tells. */
    OTHER
  }

  /**
   * @param reason why
   * @param message what could not be started and why
   * @param errno the kernel's number
   * @param errnoName its name, such as {@code ENOENT}
   */
  public SpawnException(
      Reason reason, String message, int errno, String errnoName, Throwable causeOrNull) {
    super(message, causeOrNull);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.errno = errno;
    this.errnoName = errnoName;
  }

  /** Why there is no child. */
  public Reason reason() {
    return reason;
  }

  /** The kernel's number of the error. */
  public int errno() {
    return errno;
  }

  /** The error's name: {@code ENOENT}, {@code EACCES}, {@code ENOEXEC}, {@code E2BIG}, … */
  public String errnoName() {
    return errnoName;
  }
}
