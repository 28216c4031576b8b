package org.hotloop.subprocess;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.hotloop.child.ExitStatus;

/**
 * What a child wrote and how it ended. The arrays are the receiver's.
 *
 * @param stdout all of the standard output; empty where it was not piped
 * @param stderr all of the standard error; empty where it was not piped
 * @param status the end
 */
public record Output(byte[] stdout, byte[] stderr, ExitStatus status) {

  /** Checks that nothing is null. */
  public Output {
    Objects.requireNonNull(stdout, "stdout");
    Objects.requireNonNull(stderr, "stderr");
    Objects.requireNonNull(status, "status");
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
