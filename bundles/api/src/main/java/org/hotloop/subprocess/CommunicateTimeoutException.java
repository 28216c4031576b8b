package org.hotloop.subprocess;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/**
 * The deadline of a {@code communicate} has passed. The child goes on, and so does its input; what
 * it wrote so far is here, and also comes again to who communicates or reads later. Python's {@code
 * TimeoutExpired}.
 */
public final class CommunicateTimeoutException extends TimeoutException {

  private static final long serialVersionUID = 1L;

  private final long pid;
  private final Duration deadline;
  private final byte[] stdout;
  private final byte[] stderr;

  /**
   * @param pid the child's
   * @param deadline how long it had
   * @param stdout what was kept of its standard output; empty where that is not piped
   * @param stderr what was kept of its standard error; empty where that is not piped
   */
  public CommunicateTimeoutException(long pid, Duration deadline, byte[] stdout, byte[] stderr) {
    super(
        "pid %d is not over after %s; read so far: %d bytes of stdout, %d of stderr"
            .formatted(pid, deadline, stdout.length, stderr.length));
    this.pid = pid;
    this.deadline = Objects.requireNonNull(deadline, "deadline");
    this.stdout = stdout.clone();
    this.stderr = stderr.clone();
  }

  /** The child's process id. */
  public long pid() {
    return pid;
  }

  /** How long it had. */
  public Duration deadline() {
    return deadline;
  }

  /** What was kept of the standard output; the receiver's own copy. */
  public byte[] stdout() {
    return stdout.clone();
  }

  /** What was kept of the standard error; the receiver's own copy. */
  public byte[] stderr() {
    return stderr.clone();
  }
}
