package org.hotloop.subprocess;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hotloop.child.ExitStatus;

/**
 * What a child wrote and how it ended. The arrays are the receiver's.
 *
 * @param stdout what was kept of the standard output, all where nothing was dropped; empty where it
 *     was not piped
 * @param stderr the same of the standard error
 * @param status the end
 * @param stdoutDropped how many bytes of the standard output came beyond {@link
 *     CommunicateLimits#capture(long)}
 * @param stderrDropped the same of the standard error
 */
public record Output(
    byte[] stdout, byte[] stderr, ExitStatus status, long stdoutDropped, long stderrDropped) {

  /** Checks that nothing is null. */
  public Output {
    Objects.requireNonNull(stdout, "stdout");
    Objects.requireNonNull(stderr, "stderr");
    Objects.requireNonNull(status, "status");
  }

  /** With all that came. */
  public Output(byte[] stdout, byte[] stderr, ExitStatus status) {
    this(stdout, stderr, status, 0, 0);
  }

  /** The standard output as UTF-8. */
  public String stdoutText() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** The standard error as UTF-8. */
  public String stderrText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }
}
