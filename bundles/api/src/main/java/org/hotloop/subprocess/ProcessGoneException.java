package org.hotloop.subprocess;

/**
 * The process cannot be signalled: its exit was seen already, so its pid may be a stranger's.
 * asyncio's {@code ProcessLookupError}. No system call was made.
 */
public final class ProcessGoneException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final long pid;

  /** With the pid that is gone. */
  public ProcessGoneException(long pid) {
    super("no such process: the exit of pid " + pid + " was seen already");
    this.pid = pid;
  }

  /** The pid that the process had. */
  public long pid() {
    return pid;
  }
}
