package org.hotloop.child;

/**
 * The child ended by itself.
 *
 * @param code what it gave to {@code exit}, 0 to 255
 */
public record Exited(int code) implements ExitStatus {

  /** Checks the range. */
  public Exited {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("exit code " + code + " is not within 0 to 255");
    }
  }

  @Override
  public int returncode() {
    return code;
  }
}
