package org.hotloop.subprocess;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long {@link Subprocess#communicate(byte[], CommunicateLimits)} may take, and how much it
 * keeps. Immutable: each method that changes something returns new limits.
 *
 * <pre>{@code
 * child.communicate(null, CommunicateLimits.none().deadline(Duration.ofSeconds(5)).capture(1 << 20))
 * }</pre>
 */
public final class CommunicateLimits {

  private static final CommunicateLimits NONE =
      new CommunicateLimits(Optional.empty(), OptionalLong.empty());

  private final Optional<Duration> deadline;
  private final OptionalLong capture;

  private CommunicateLimits(Optional<Duration> deadline, OptionalLong capture) {
    this.deadline = deadline;
    this.capture = capture;
  }

  /** As long as it takes, and all that comes. */
  public static CommunicateLimits none() {
    return NONE;
  }

  /**
   * Fails with a {@link CommunicateTimeoutException} when the child's end, and that of its outputs,
   * was not seen within {@code fromNow}, counted from when the loop takes the call.
   *
   * @throws IllegalArgumentException when negative
   */
  public CommunicateLimits deadline(Duration fromNow) {
    if (Objects.requireNonNull(fromNow, "fromNow").isNegative()) {
      throw new IllegalArgumentException("a deadline cannot have passed already: " + fromNow);
    }
    return new CommunicateLimits(Optional.of(fromNow), capture);
  }

  /**
   * Keeps the first {@code bytesPerStream} of stdout and of stderr; what comes beyond is read, so
   * that the child does not stop at a full pipe, and dropped. {@link Output} tells how much.
   *
   * @throws IllegalArgumentException when negative
   */
  public CommunicateLimits capture(long bytesPerStream) {
    if (bytesPerStream < 0) {
      throw new IllegalArgumentException("no less than 0 bytes can be kept: " + bytesPerStream);
    }
    return new CommunicateLimits(deadline, OptionalLong.of(bytesPerStream));
  }

  /** How long it may take; empty is as long as it takes. */
  public Optional<Duration> deadline() {
    return deadline;
  }

  /** How many bytes of each stream are kept; empty is all. */
  public OptionalLong capture() {
    return capture;
  }

  /** For people. */
  @Override
  public String toString() {
    return "CommunicateLimits[deadline=%s capture=%s]"
        .formatted(
            deadline.map(Duration::toString).orElse("none"),
            capture.isPresent() ? capture.getAsLong() : "all");
  }
}
