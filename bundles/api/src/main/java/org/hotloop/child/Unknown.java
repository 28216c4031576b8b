package org.hotloop.child;

import java.util.Objects;

/**
 * The child has ended, but somebody else took its status.
 *
 * @param reason who may have done so, for people
 */
public record Unknown(String reason) implements ExitStatus {

  /** Checks that there is a reason. */
  public Unknown {
    Objects.requireNonNull(reason, "reason");
  }

  @Override
  public int returncode() {
    return 255;
  }
}
