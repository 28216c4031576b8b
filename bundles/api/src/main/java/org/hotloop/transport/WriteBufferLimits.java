package org.hotloop.transport;

/**
 * When a {@link WriteTransport} tells its protocol to pause and to resume writing.
 *
 * @param low bytes in the buffer at which it resumes
 * @param high bytes in the buffer above which it pauses
 */
public record WriteBufferLimits(long low, long high) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException unless {@code 0 <= low <= high}
   */
  public WriteBufferLimits {
    if (low < 0 || low > high) {
      throw new IllegalArgumentException(
          "limits must satisfy 0 <= low <= high, not %d and %d".formatted(low, high));
    }
  }
}
