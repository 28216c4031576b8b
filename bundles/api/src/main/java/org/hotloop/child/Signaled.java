package org.hotloop.child;

/**
 * A signal ended the child.
 *
 * @param signal its number, from 1
 * @param coreDumped whether the kernel wrote a core file
 */
public record Signaled(int signal, boolean coreDumped) implements ExitStatus {

  /** Checks the range. */
  public Signaled {
    if (signal < 1 || signal > 127) {
      throw new IllegalArgumentException("signal " + signal + " is not within 1 to 127");
    }
  }

  @Override
  public int returncode() {
    return -signal;
  }
}
