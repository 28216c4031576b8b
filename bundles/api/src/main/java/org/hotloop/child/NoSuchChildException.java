package org.hotloop.child;

/** A pid that cannot be watched: it is not a child of this process that awaits its end. */
public final class NoSuchChildException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final long pid;

  /** With the pid and why it is refused. */
  public NoSuchChildException(long pid, String reason) {
    super("pid " + pid + ": " + reason);
    this.pid = pid;
  }

  /** The pid that was refused. */
  public long pid() {
    return pid;
  }
}
